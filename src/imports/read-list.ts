import type { Refusal } from '../shared/kernel/refusal.js';
import { countHeadings } from './columns.js';
import { type Delimiter, DELIMITERS, readBeginning, readTable } from './csv-table.js';
import { decodeText, type Encoding } from './decode-text.js';
import { otherKindOf } from './file-kinds.js';

/** A row of a list: its number as a spreadsheet shows it (the first line is 1), and its cells, trimmed. */
export interface ListRow {
  row: number;
  cells: string[];
}

/** A list as it was read. `headerRow` is null where the first line is data already: its headings are empty then. */
export interface ReadList {
  encoding: Encoding;
  delimiter: Delimiter;
  headerRow: number | null;
  headings: string[];
  rows: ListRow[];
}

export type ListReading = { ok: true; list: ReadList } | { ok: false; refusal: Refusal };

export const MOST_BYTES = 20 * 1024 * 1024;
const MOST_COLUMNS = 60;
const MOST_ROWS = 50_000;

/** Titles and dates may stand above the headings. */
const LINES_TO_LOOK_AT = 20;

/**
 * Reads the bytes of a list whatever their encoding and separator, finds its headings and its rows (blank ones go).
 * Refuses what is empty, no text, another kind of file, too large, too wide or broken; never throws for bad bytes.
 */
export async function readList(bytes: Buffer): Promise<ListReading> {
  if (bytes.length > MOST_BYTES) return refused('too-large', { megabytes: MOST_BYTES / 1024 / 1024 });
  const kind = otherKindOf(bytes);
  if (kind) return refused(`kind-${kind}`);
  const decoded = decodeText(bytes);
  if (!decoded) return refused('kind-unknown');
  if (decoded.text.trim() === '') return refused('empty');
  return readText(decoded.text, decoded.encoding);
}

async function readText(whole: string, encoding: Encoding): Promise<ListReading> {
  const { text, delimiter, above } = findDelimiter(whole);
  const table = await readTable(text, delimiter, MOST_ROWS + LINES_TO_LOOK_AT);
  if ('brokenAt' in table) return refused('broken-line', { row: table.brokenAt + above });
  const header = findHeader(table);
  const headings = header === null ? [] : table[header] as string[];
  const rows = table.map((cells, index) => ({ row: index + 1 + above, cells }))
    .slice(header === null ? 0 : header + 1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length === 0) return refused('no-rows');
  if (rows.length > MOST_ROWS) return refused('too-many-rows', { most: MOST_ROWS });
  const columns = Math.max(widthOf(headings), header === null ? widest(rows) : 0);
  if (columns > MOST_COLUMNS) return refused('too-many-columns', { columns, most: MOST_COLUMNS });
  const headerRow = header === null ? null : header + 1 + above;
  const list = { encoding, delimiter, headerRow, headings: fit(headings, columns), rows: rows.map((row) => fitted(row, columns)) };
  return { ok: true, list };
}

function refused(reason: string, params?: Refusal['params']): ListReading {
  return { ok: false, refusal: { reason: `imports:refusals.${reason}`, ...(params && { params }) } };
}

/** Tries each separator on the beginning: the right one gives known headings, or rows of one width. */
function findDelimiter(whole: string): { text: string; delimiter: Delimiter; above: number } {
  // Excel's own hint, a line of its own above the list.
  const hint = /^sep=([;,|\t])\r?\n/iu.exec(whole);
  if (hint) return { text: whole.slice(hint[0].length), delimiter: hint[1] as Delimiter, above: 1 };
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(readBeginning(whole, delimiter, LINES_TO_LOOK_AT)) }));
  const best = scores.reduce((first, second) => (second.score > first.score ? second : first));
  return { text: whole, delimiter: best.delimiter, above: 0 };
}

function scoreOf(rows: readonly string[][]): number {
  const full = rows.filter((cells) => cells.some((cell) => cell !== ''));
  const headings = Math.max(0, ...full.map(countHeadings));
  const widths = full.map((cells) => cells.length);
  const common = Math.max(0, ...[...new Set(widths)].filter((width) => width > 1)
    .map((width) => widths.filter((other) => other === width).length));
  return headings * 10 + (full.length > 0 ? common / full.length : 0);
}

/** The line with the most known headings; else the first line that is filled, unless it looks like a person already. */
function findHeader(table: readonly string[][]): number | null {
  const known = table.slice(0, LINES_TO_LOOK_AT).map(countHeadings);
  const most = Math.max(0, ...known);
  const first = table.findIndex((cells) => cells.some((cell) => cell !== ''));
  if (most >= 2) return known.indexOf(most);
  if (most === 1 && known[first] === 1) return first;
  const looksLikeData = (table[first] ?? []).some((cell) => /\d{4,}|\d+[/-]\d+[/-]\d+|@/u.test(cell));
  return looksLikeData ? null : first;
}

function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function widest(rows: readonly ListRow[]): number {
  return rows.reduce((most, { cells }) => Math.max(most, widthOf(cells)), 0);
}

function fit(cells: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => cells[index] ?? '');
}

/** Short rows are filled up; empty cells behind the last column go; filled ones stay, for the plan to complain of. */
function fitted({ row, cells }: ListRow, columns: number): ListRow {
  return { row, cells: fit(cells, Math.max(columns, widthOf(cells))) };
}
