import { z } from 'zod';
import type { Locale } from '../../shared/web/i18n.js';
import { longText } from '../framework/fields.form.js';
import { TEXT_KEYS, type ReportTexts, type TextKey } from './report-texts.js';

export const LONGEST_TEXT = 3_000;

/** How the field of a text is called: `lessons`, `lessonsEnglish`. */
export function textName(key: TextKey, locale: Locale): string {
  return locale === 'es' ? key : `${key}English`;
}

const fields = Object.fromEntries((['es', 'en'] as const).flatMap((locale) => TEXT_KEYS.map((key) => [textName(key, locale), longText(LONGEST_TEXT)])));

/** The texts, and the digest of the draft that was on the page. */
export const textsForm = z.object({ ...fields, digest: z.string('web:errors.required').length(64, 'web:errors.invalid') }).transform(({ digest, ...told }): { digest: string; texts: ReportTexts } => {
  const written = told as Record<string, string | null>;
  const inLocale = (locale: Locale): ReportTexts => {
    const texts = TEXT_KEYS.flatMap((key) => { const text = written[textName(key, locale)]; return text ? [[key, text]] : []; });
    return texts.length > 0 ? { [locale]: Object.fromEntries(texts) as Record<TextKey, string> } : {};
  };
  return { digest, texts: { ...inLocale('es'), ...inLocale('en') } };
});
