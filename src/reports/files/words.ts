import { translator, type Locale } from '../../shared/web/i18n.js';
import { dimensionWord, valueWord } from '../indicators/indicator-words.js';
import type { ReportContent } from '../publishing/report-content.js';
import { namesIn } from '../publishing/told-report.js';
import type { FileWords } from './told.js';

/** The words of a report's files; centres are called as the report itself calls them. */
export function fileWords(locale: Locale, content: ReportContent): FileWords {
  const t = translator(locale);
  const names = namesIn(content);
  return {
    locale, text: t, dimension: (dimension) => dimensionWord(t, dimension), value: (dimension, value) => valueWord(t, dimension, value, names),
    // As they are said in files: what is kept in minutes is told in hours.
    unit: (unit) => t(`report-files:units.${unit}`),
  };
}
