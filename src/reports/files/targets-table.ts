import { translator } from '../../shared/web/i18n.js';
import type { ListCell, ListContent } from '../../shared/web/list-files.js';
import type { ReportContent, ReportIndicator } from '../publishing/report-content.js';
import { toldTargets, type ToldTarget } from '../publishing/told-targets.js';
import { headings, rounded, type FileWords } from './told.js';

/** Every target of the framework that meets the report's days, a row each: what its days came to, and how far that is on the way from the baseline. */
export function targetsTable(content: ReportContent, words: FileWords): ListContent {
  const speech = { t: translator(words.locale), locale: words.locale, content };
  return {
    headings: headings(words, 'result', 'indicator', 'baseline', 'target', 'target-counts', 'target-from', 'target-to', 'measured-from', 'measured-to', 'reached', 'progress', 'standing'),
    rows: content.results.flatMap(({ title, indicators }) => indicators.flatMap((indicator) => toldTargets(speech, indicator).map((told) => row(title, indicator, told, words)))),
  };
}

function row(result: string, { title, baseline }: ReportIndicator, { told, days, actual, standing, words }: ToldTarget, { text }: FileWords): ListCell[] {
  return [
    result, title, baseline && rounded(baseline.value), rounded(told.value), text(`report-files:target-counts.${told.fromStart ? 'start' : 'period'}`), { date: told.startsOn }, { date: told.endsOn },
    days && { date: days.from }, days && { date: days.to }, actual === null ? null : rounded(actual), shareOf(standing), words,
  ];
}

function shareOf(standing: ToldTarget['standing']): number | null {
  return standing === null || standing.share === null ? null : rounded(standing.share);
}
