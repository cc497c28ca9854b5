import type { Translate } from './i18n.js';

export interface Column {
  /** The heading, already translated. */
  text: string;
  /** Figures stand to the right, one under the other. */
  numeric?: boolean;
  /** The name under which the list can be sorted by this column. */
  sort?: string;
}

export interface Cell {
  text?: string | number | null;
  href?: string;
  /** A second, smaller line. */
  detail?: string | null;
  /** In a column of figures: words, which may break into lines. */
  wordy?: boolean;
  badge?: { text: string; kind?: string } | null;
  /** Drawn under the text, which says the same in words. */
  bar?: { value: number; max: number };
}

export interface TableSpec {
  /** Unique on its page. */
  id: string;
  caption: string;
  /** For a table right under the heading that says the same. */
  captionHidden?: boolean;
  columns: readonly Column[];
  /** The first cell of each row is its heading. */
  rows: readonly (readonly Cell[])[];
  /** Rows of sums: they stand apart under the others. */
  totals?: readonly (readonly Cell[])[];
  /** On a phone each row becomes a slip (the default); otherwise the table scrolls sideways. */
  slips?: boolean;
  /** The present order (`name`, or `-name` for descending), and the address of the list in another one. */
  sorting?: { order: string; url: (order: string) => string };
  /** What is shown when there are no rows: the model of the partial `empty`. */
  empty?: { title: string; text?: string; icon?: string; href?: string; action?: string; other?: { href: string; text: string } };
}

/** What the partial `table` shows. */
export interface TableView {
  id: string;
  rows: { cells: object[] }[];
  totals: { cells: object[] }[];
  [more: string]: unknown;
}

/** The view model of a table: headings that sort are links, each cell knows its heading for the slips of a phone. */
export function table(spec: TableSpec): TableView {
  const { id, caption, captionHidden = false, columns, slips = true, totals = [], sorting, empty } = spec;
  const cellsOf = (rows: TableSpec['rows']): TableView['rows'] => rows.map((cells) => ({ cells: cells.map((cell, index) => cellView(cell, columns[index], index)) }));
  return {
    id, caption, captionHidden, slips, empty,
    columns: columns.map((column) => ({ text: column.text, numeric: column.numeric, ...sortLink(column, sorting) })),
    rows: cellsOf(spec.rows), totals: cellsOf(totals),
  };
}

function cellView(cell: Cell, column: Column | undefined, index: number): object {
  return {
    ...cell, label: column?.text, numeric: column?.numeric, head: index === 0,
    blank: !cell.badge && (cell.text === undefined || cell.text === null || cell.text === ''),
  };
}

/** One page of a long list. */
export interface PageOfList {
  /** Counted from 1. */
  page: number;
  pageSize: number;
  total: number;
  /** The address of another page. */
  url: (page: number) => string;
}

/** What the partial `pagination` shows. */
export interface PaginationView {
  words: string;
  previous: string | null;
  next: string | null;
  pages: { href: string; number: number; current: boolean; gap: boolean }[];
}

/** The first page, the last one, those around this one; what lies between as a gap. One page only: the count alone. */
export function pagination(t: Translate, { page, pageSize, total, url }: PageOfList): PaginationView {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return { words: t('common:pages.count', { count: total }), previous: null, next: null, pages: [] };
  const from = (page - 1) * pageSize + 1;
  const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last);
  const pages: PaginationView['pages'] = [];
  for (const number of [...new Set(near)]) {
    const before = pages.at(-1)?.number ?? 0;
    if (number > before + 1) pages.push({ href: '', number: before + 1, current: false, gap: true });
    pages.push({ href: url(number), number, current: number === page, gap: false });
  }
  return {
    words: t('common:pages.range', { from, to: Math.min(total, from + pageSize - 1), total }),
    previous: page > 1 ? url(page - 1) : null,
    next: page < last ? url(page + 1) : null,
    pages,
  };
}

function sortLink(column: Column, sorting: TableSpec['sorting']): { href?: string; sort?: 'ascending' | 'descending' } {
  if (!column.sort || !sorting) return {};
  const ascending = sorting.order === column.sort;
  const href = sorting.url(ascending ? `-${column.sort}` : column.sort);
  if (ascending) return { href, sort: 'ascending' };
  return sorting.order === `-${column.sort}` ? { href, sort: 'descending' } : { href };
}

/** The page that an address asks for, within what the list has: nonsense is the first page, beyond the end is the last. */
export function pageAsked(asked: unknown, total: number, pageSize: number): number {
  const last = Math.max(1, Math.ceil(total / pageSize));
  return Math.min(Math.max(1, Math.floor(Number(asked)) || 1), last);
}
