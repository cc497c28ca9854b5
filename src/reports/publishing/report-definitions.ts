import { hasText, LOCALES, translator, type Locale } from '../../shared/web/i18n.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import type { ReportDefinition } from './report-content.js';

/** The words of the catalogue's indicators as they stand today, in every language: what a report keeps of them. */
export function definitionsOf(catalogue: Iterable<IndicatorDefinition>): ReportDefinition[] {
  return [...catalogue].map(({ code, version }) => ({
    code, version, words: Object.fromEntries(LOCALES.map((locale) => [locale, wordsIn(code, locale)])) as ReportDefinition['words'],
  }));
}

function wordsIn(code: string, locale: Locale): ReportDefinition['words'][Locale] {
  const t = translator(locale);
  const perhaps = (part: string): string | null => (hasText(`indicators:${code}.${part}`, locale) ? t(`indicators:${code}.${part}`) : null);
  return {
    name: t(`indicators:${code}.name`), definition: t(`indicators:${code}.definition`), source: t(`indicators:${code}.source`),
    numerator: perhaps('numerator'), denominator: perhaps('denominator'),
  };
}
