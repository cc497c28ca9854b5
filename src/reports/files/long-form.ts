import { csvText, type CsvCell } from '../../shared/web/csv-list.js';
import type { ReportContent, ReportFigure } from '../publishing/report-content.js';
import { unitOf } from './report-tables.js';
import { cellsOf, partsOf, placedIndicators, rounded, spokenIn, toldValue, type FileWords, type PlacedCell, type PlacedIndicator } from './told.js';

/** The columns of the long form, one row a cell: their order is that of the file, their words are `report-files:long.*`. */
export const LONG_COLUMNS = [
  'result_kind', 'result', 'indicator', 'code', 'version', 'what', 'dimension', 'value', 'value_name', 'figure', 'numerator', 'denominator', 'people', 'unit', 'hidden',
  'period_from', 'period_to', 'centre',
] as const;
type Row = Partial<Record<(typeof LONG_COLUMNS)[number], CsvCell>>;

/** Every figure, baseline and target of the report in a form that statistics packages take; no cell of it runs as a formula. */
export function longForm(kept: ReportContent, words: FileWords): string {
  const content = spokenIn(kept, words.locale);
  const rows = placedIndicators(content, words).flatMap((placed) => [...baselineRows(placed), ...targetRows(placed, content), ...actualRows(placed, content, words)].map((row) => ({ ...placeOf(placed, words), ...row })));
  return csvText(LONG_COLUMNS, rows.map((row: Row) => LONG_COLUMNS.map((column) => row[column])));
}

/** What each column of the long form holds. */
export function dataDictionary({ text }: FileWords): string {
  return csvText(['column', 'type', 'meaning'].map((name) => text(`report-files:dictionary.${name}`)), LONG_COLUMNS.map((column) => [column, text(`report-files:long.${column}.type`), text(`report-files:long.${column}.meaning`)]));
}

function placeOf({ result, indicator, figure, title }: PlacedIndicator, words: FileWords): Row {
  return {
    result_kind: result?.kind, result: result?.title, indicator: title, code: figure?.code ?? indicator?.code, version: figure?.version ?? indicator?.version,
    unit: unitOf(indicator, figure, words), hidden: 0,
    ...indicator?.slice ? { dimension: Object.keys(indicator.slice).join('+'), value: Object.values(indicator.slice).join('+') } : {},
  };
}

function baselineRows({ indicator }: PlacedIndicator): Row[] {
  const baseline = indicator?.baseline;
  return baseline ? [{ what: 'baseline', figure: rounded(baseline.value), period_from: baseline.on, period_to: baseline.on }] : [];
}

/** A target stands with the days that count towards it, and with the figure of these where the report's own is of others. */
function targetRows({ indicator }: PlacedIndicator, { project, period }: ReportContent): Row[] {
  const targets = indicator ? [...indicator.target ? [indicator.target] : [], ...indicator.furtherTargets ?? []] : [];
  return targets.flatMap(({ value, fromStart, startsOn, endsOn, measured }): Row[] => [
    { what: 'target', figure: rounded(value), period_from: fromStart ? project.startsOn : startsOn, period_to: endsOn },
    ...measured?.figure && (measured.from !== period.from || measured.to !== period.to) ? [{
      what: 'actual', period_from: measured.from, period_to: measured.to, figure: toldValue(measured.figure, measured.figure.total), people: measured.figure.total?.people, hidden: measured.figure.total === null ? 1 : 0,
      ...partsOf(measured.figure.form, measured.figure.total),
    }] : [],
  ]);
}

function actualRows({ figure, indicator }: PlacedIndicator, { period, centres }: ReportContent, words: FileWords): Row[] {
  const typed = indicator?.typed;
  if (figure) return cellsOf(figure).map((placed) => ({ what: 'actual', period_from: period.from, period_to: period.to, ...cellRow(figure, placed, centres, words) }));
  return typed ? [{ what: 'typed', figure: rounded(typed.value), period_from: typed.startsOn, period_to: typed.endsOn }] : [];
}

/** A hidden cell keeps its row, so that nobody takes what is missing for nothing. */
function cellRow(figure: ReportFigure, { dimension, value, cell }: PlacedCell, centres: ReportContent['centres'], words: FileWords): Row {
  return {
    ...dimension === null || value === null ? {} : { dimension, value, value_name: words.value(dimension, value) },
    ...partsOf(figure.form, cell), figure: toldValue(figure, cell), people: cell?.people, hidden: cell === null ? 1 : 0,
    centre: dimension === 'centre' ? centres.find(({ id }) => id === value)?.shortName : null,
  };
}
