import { DEFAULT_LOCALE, translator, type Locale, type Translate } from '../../shared/web/i18n.js';
import { cellNumber } from '../figures/figure-words.js';
import type { Cell, Dimension, Form, Unit } from '../indicators/indicator.js';
import type { ReportContent, ReportDefinition, ReportFigure, ReportIndicator, ReportResult, ToldCell } from '../publishing/report-content.js';
import { titleOf } from '../publishing/told-report.js';

/** How files say in one language what a report holds only the codes of. */
export interface FileWords {
  locale: Locale;
  dimension: (dimension: Dimension) => string;
  /** @param value of the dimension, as cells name it */
  value: (dimension: Dimension, value: string) => string;
  unit: (unit: Unit) => string;
  text: Translate;
}

/** The columns of a table. */
export function headings({ text }: FileWords, ...names: readonly string[]): string[] {
  return names.map((name) => text(`report-files:columns.${name}`));
}

/**
 * What a cell says in figures, with at most two decimals: percent for a ratio, soles for céntimos, hours for minutes.
 * Null where it is hidden, and where nothing was measured of which it could be a share or a mean.
 */
export function toldValue(figure: Pick<ReportFigure, 'form' | 'unit' | 'scale'>, cell: ToldCell): number | null {
  const value = cell === null ? null : cellNumber(cell, figure);
  return value === null ? null : rounded(value);
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** The words of one of the catalogue's indicators, as the report keeps them; none for one that was typed in. */
export function wordsOf({ definitions }: ReportContent, code: string | null, locale: Locale): ReportDefinition['words'][Locale] | undefined {
  return definitions.find((definition) => definition.code === code)?.words[locale];
}

/** The report in the language of a file: what its keepers wrote in it, and the catalogue's own words. */
export function spokenIn(content: ReportContent, locale: Locale): ReportContent {
  if (locale === DEFAULT_LOCALE) return content;
  const speech = { t: translator(locale), locale, content };
  const spoken = (indicator: ReportIndicator): ReportIndicator => {
    const [words, own] = [wordsOf(content, indicator.code, locale), indicator.english ?? {}];
    return {
      ...indicator, title: titleOf(speech, indicator), unit: own.unit ?? indicator.unit, source: words?.source ?? own.source ?? indicator.source, definition: own.definition ?? indicator.definition, denominator: own.denominator ?? indicator.denominator,
    };
  };
  const { title, summary } = content.project.english ?? {};
  return {
    ...content, project: { ...content.project, title: title ?? content.project.title, summary: summary ?? content.project.summary },
    results: content.results.map((result) => ({ ...result, title: result.english?.title ?? result.title, indicators: result.indicators.map(spoken) })),
  };
}

/** A figure of the report where it stands: under an indicator of a result, or beside the framework. */
export interface PlacedIndicator {
  result: ReportResult | null;
  indicator: ReportIndicator | null;
  figure: ReportFigure | null;
  title: string;
}

/** Every indicator in the order of reading: the framework's first, then the figures that no result asks for. */
export function placedIndicators(content: ReportContent, words: FileWords): PlacedIndicator[] {
  return [
    ...content.results.flatMap((result) => result.indicators.map((indicator) => ({ result, indicator, figure: indicator.figure, title: indicator.title }))),
    ...content.figures.map((figure) => ({ result: null, indicator: null, figure, title: wordsOf(content, figure.code, words.locale)?.name ?? figure.code })),
  ];
}

/** A cell with its place; the whole figure has no dimension. */
export interface PlacedCell {
  dimension: Dimension | null;
  value: string | null;
  cell: ToldCell;
}

export function cellsOf({ total, by }: ReportFigure): PlacedCell[] {
  return [
    { dimension: null, value: null, cell: total },
    ...by.flatMap(({ dimension, cells }) => cells.map(({ value, cell }) => ({ dimension, value, cell }))),
  ];
}

/** Whether people stand in several parts of a dimension, so that the parts come to more than the whole. */
export function overlaps(total: ToldCell, cells: readonly { cell: ToldCell }[]): boolean {
  return total !== null && cells.reduce((sum, { cell }) => sum + (cell?.people ?? 0), 0) > total.people;
}

/** `225 / 623`: what a share or a mean was reckoned from; nothing for a count. */
export function partsOf(form: Form, cell: Cell | null): { numerator: number | null; denominator: number | null } {
  return cell === null || form === 'count' ? { numerator: null, denominator: null } : { numerator: cell.value, denominator: cell.of };
}
