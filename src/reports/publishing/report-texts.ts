import type { Locale } from '../../shared/web/i18n.js';

/** What a funder's template asks for and no record says: the project's keepers write it into the draft. */
export const TEXT_KEYS = ['achievements', 'problems', 'lessons', 'sustainability', 'gender'] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

/** In each language in which somebody wrote it. */
export type ReportTexts = Partial<Record<Locale, Partial<Record<TextKey, string>>>>;

/** In a language, or in the first one where nobody wrote it there; null where nobody wrote it at all. */
export function textIn(texts: ReportTexts | undefined, locale: Locale, key: TextKey): string | null {
  return texts?.[locale]?.[key] ?? texts?.es?.[key] ?? null;
}
