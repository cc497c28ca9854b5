import { LOCALES, translator } from '../../shared/web/i18n.js';
import { indicatorWords } from '../indicators/indicator-words.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import type { ReportDefinition } from './report-content.js';

/** The words of the catalogue's indicators as they stand today, in every language: what a report keeps of them. */
export function definitionsOf(catalogue: Iterable<IndicatorDefinition>): ReportDefinition[] {
  return [...catalogue].map((definition) => ({
    code: definition.code, version: definition.version,
    words: Object.fromEntries(LOCALES.map((locale) => [locale, indicatorWords(translator(locale), definition)])) as ReportDefinition['words'],
  }));
}
