import { listLinks } from '../../shared/web/list-links.js';
import { shortMonthWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListCell, ListContent } from '../../shared/web/list-files.js';
import type { Cell as TableCell, Column, TableSpec } from '../../shared/web/tables.js';
import { chartView, type ChartView } from '../charts/chart.presenter.js';
import { barChart, lineChart } from '../charts/charts.js';
import { UNKNOWN, type Cell, type Dimension, type Unit } from '../indicators/indicator.js';
import { dimensionWord, indicatorWords, valueWord } from '../indicators/indicator-words.js';
import type { ToldCell } from '../publishing/report-content.js';
import { everyMonth } from './every-month.js';
import { filterView, namesOf, scopeWords, type FilterSeen } from './figure-filter.presenter.js';
import { figuresAddress, type FigureQuery } from './figure-query.js';
import { amountWords, cellNumber, cellWords, unitOfParts } from './figure-words.js';
import { DEFINITIONS, FIGURES, figureCard, untilWords } from './figures.presenter.js';
import type { FigureForFile, SeenFigure } from './seen-figure.js';

type Split = SeenFigure['by'][number];

/** One figure: the whole, and its parts by each dimension as picture and table, every cell a link to its proof. */
export async function figureView(t: Translate, figure: SeenFigure, seen: FilterSeen & { opens: boolean }): Promise<object> {
  const { asked, ground, opens } = seen;
  const { definition } = figure;
  const names = namesOf(ground);
  const address = figuresAddress(seen.path, asked);
  return {
    back: { href: figuresAddress(FIGURES, asked), text: t('figures:title') }, lead: indicatorWords(t, definition).definition,
    scope: scopeWords(t, asked, ground), until: untilWords(t, ground), form: seen.form, filter: filterView(t, seen),
    total: figureCard(t, figure, asked, opens), definition: { href: `${DEFINITIONS}/${definition.code}`, text: t('figures:definition-of', { version: definition.version }) },
    files: listLinks(t, address, {}, t('figures:files')),
    splits: await Promise.all(figure.by.filter(({ cells }) => cells.length > 0).map(async (split) => (
      { chart: await splitChart(t, figure, split, { asked, names, opens }), notes: splitNotes(t, figure, split) }))),
  };
}

/** Rows are drawn up to so many: the table has all. */
const MOST_DRAWN = 12;

interface SplitSeen {
  asked: FigureQuery;
  names: ReadonlyMap<string, string>;
  opens: boolean;
}

async function splitChart(t: Translate, figure: SeenFigure, split: Split, seen: SplitSeen): Promise<ChartView> {
  const { definition } = figure;
  const { dimension, cells } = split;
  const drawn = dimension === 'month' ? everyMonth(cells) : cells;
  const points = drawn.map(({ value, cell }) => ({
    label: valueWord(t, dimension, value, seen.names), value: cellNumber(cell, definition), text: cellWords(t, cell, definition),
  }));
  const head = {
    id: `by-${dimension.toLowerCase()}`, title: t('figures:by', { dimension: dimensionWord(t, dimension).toLowerCase() }),
    description: points.slice(0, MOST_DRAWN).map(({ label, text }) => `${label}: ${text}`).join('; '),
  };
  const most = definition.form === 'ratio' ? 100 : undefined;
  const onAxis = (index: number): string => shortMonthWords(t, `${drawn[index]?.value ?? ''}-01`);
  const svg = dimension === 'month' ? await lineChart({ ...head, points: points.map((point, index) => ({ ...point, label: onAxis(index) })), most })
    : await barChart({ ...head, bars: points.slice(0, MOST_DRAWN), most });
  return chartView(head, svg, splitTable(t, figure, split, seen));
}

function splitTable(t: Translate, { definition, total }: SeenFigure, { dimension, cells }: Split, { asked, names, opens }: SplitSeen): Pick<TableSpec, 'columns' | 'rows' | 'totals'> {
  const proof = `${FIGURES}/${definition.code}/proof`;
  const row = (head: TableCell, cell: Cell, address: string): TableCell[] => [head, ...numberCells(t, cell, definition, opens ? address : null)];
  return {
    columns: [{ text: dimensionWord(t, dimension) }, ...numberColumns(t, definition)],
    rows: cells.map(({ value, cell }) => row({ text: valueWord(t, dimension, value, names) }, cell, figuresAddress(proof, asked, { [dimension]: value }))),
    totals: [row({ text: t('figures:whole') }, total, figuresAddress(proof, asked))],
  };
}

type Definition = SeenFigure['definition'];

function numberColumns(t: Translate, { form, unit }: Definition): Column[] {
  const names = [form === 'count' ? 'value' : form, ...form === 'ratio' ? ['numerator', 'denominator'] : form === 'mean' ? ['of'] : [], ...unit === 'people' && form !== 'mean' ? [] : ['people']];
  return names.map((name) => ({ text: t(`figures:columns.${name}`), numeric: true }));
}

function numberCells(t: Translate, cell: Cell, definition: Definition, proof: string | null): TableCell[] {
  const link = (text: string, more = ''): TableCell => (proof ? { text, href: `${proof}${more}` } : { text });
  const { form, unit } = definition;
  return [
    link(cellWords(t, cell, definition)),
    ...form === 'ratio' ? [link(amountWords(t, cell.value, unit), '&counts=yes'), link(amountWords(t, cell.of, unit))] : form === 'mean' ? [link(String(cell.of))] : [],
    ...unit === 'people' && form !== 'mean' ? [] : [link(String(cell.people))],
  ];
}

/** Why the parts do not add up to the whole: of some it is not known, and some stand in several. */
function splitNotes(t: Translate, { total, definition, overlap }: SeenFigure, { dimension, cells }: Split): string[] {
  const amount = (cell: Cell): number => (definition.form === 'count' ? cell.value : cell.of);
  const words = (number: number): string => amountWords(t, number, unitOfParts(definition));
  const unknown = cells.find(({ value }) => value === UNKNOWN)?.cell;
  const [sum, twice] = [cells.reduce((all, { cell }) => all + amount(cell), 0), overlap[dimension]];
  return [
    ...unknown && amount(unknown) > 0 ? [t('figures:notes.unknown', { count: words(amount(unknown)), of: words(amount(total)) })] : [],
    sum === amount(total) ? t('figures:notes.adds-up', { sum: words(sum) }) : t('figures:notes.overlap', { sum: words(sum), whole: words(amount(total)) }),
    ...twice && sum === amount(total) && twice.people > 0 ? [t('figures:notes.people', { count: twice.people })] : [],
  ];
}

/**
 * The tables of a figure as one list: a row for each cell. Small cells are hidden beside all that such a file could tell; two
 * files of other days or other people can be taken off each other all the same, and say so: what leaves the centre is the report.
 */
export function figureList(t: Translate, figure: FigureForFile, asked: FigureQuery, ground: FilterSeen['ground']): ListContent {
  const { definition, total, by } = figure;
  const names = namesOf(ground);
  const numbers = (cell: ToldCell): ListCell[] => (cell ? [fileNumber(cell, definition), ...fileParts(cell, definition), cell.people] : [t('figures:hidden'), null, null, null]);
  const columns = ['dimension', 'part', definition.form === 'count' ? 'value' : definition.form, 'numerator', 'denominator', 'people'];
  return {
    headings: columns.map((name) => t(`figures:columns.${name}`)),
    about: [scopeWords(t, asked, ground), untilWords(t, ground), t('figures:definition-of', { version: definition.version }), t('figures:for-the-centre')].join(' · '),
    rows: [
      [t('figures:whole'), t('figures:whole'), ...numbers(total)],
      ...by.flatMap(({ dimension, cells }) => cells.map(({ value, cell }): ListCell[] => [dimensionWord(t, dimension), valueWord(t, dimension, value, names), ...numbers(cell)])),
    ],
    sums: [0],
  };
}

function fileNumber(cell: Cell, definition: Definition): ListCell {
  if (definition.form === 'count' && definition.unit === 'cents') return { cents: cell.value };
  const number = cellNumber(cell, definition);
  return number === null ? null : Math.round(number * 100) / 100;
}

/** What it divides and by what, each in its unit: soles and hours, as on the page. */
function fileParts({ value, of }: Cell, definition: Definition): ListCell[] {
  const { unit, scale = 1, per } = definition;
  return [inUnit(per === undefined ? value * scale : value, unit), inUnit(of, unitOfParts(definition))];
}

function inUnit(amount: number, unit: Unit): ListCell {
  if (unit === 'cents') return { cents: Math.round(amount) };
  return unit === 'minutes' ? Math.round((amount / 60) * 100) / 100 : amount;
}

/** The dimensions by which a figure is split on its page. */
export function splitsOf({ dimensions }: Definition, together: boolean): Dimension[] {
  return dimensions.filter((dimension) => dimension !== 'centre' || together);
}
