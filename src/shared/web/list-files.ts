import { unzipSync, zipSync } from 'fflate';
import type { Cell } from 'write-excel-file/node';
import { FIXED_TIME } from '../files/zip-stream.js';
import { apart } from '../kernel/apart.js';
import type { Instant } from '../kernel/clock.js';
import { localDateAt, localTimeAt, type LocalDate } from '../kernel/local-date.js';
import type { Cents } from '../kernel/money.js';
import { refuseFor, Refused } from '../kernel/refusal.js';
import { plainSpaces, printable } from '../kernel/text.js';
import { csvDownload, type CsvCell } from './csv-list.js';
import type { Translate } from './i18n.js';
import { inWords } from './list-cells.js';
import { PAGE, PAGES, printList, type PrintTask } from './list-pdf.js';
import { download, type Download } from './page.js';

/** A text, a number, a calendar date, a moment by the clock of the centre, an amount in soles, or nothing. */
export type ListCell = CsvCell | { date: LocalDate } | { moment: Instant } | { cents: Cents };

/** A list as it leaves Minka: one description for every kind of file. */
export interface ListContent {
  headings: readonly string[];
  rows: readonly (readonly ListCell[])[];
  /** In words, what the list is filtered by; printed under its heading. */
  about?: string | null;
  /** Which rows are sums, counted from 0: they stand out in what can show it. */
  sums?: readonly number[];
  /** Which rows belong together, a number a row: what is printed turns the page between them rather than within. */
  parts?: readonly number[];
}

export const LIST_FORMATS = ['xlsx', 'pdf', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/**
 * As what kind of file an address or a form asks for a list; null where it asks for none, as a page does.
 * @param asked its `as`, and what it narrows the list by
 * @param read what was understood of that, under the same names: nothing where nothing was. `{}` for a list that cannot be narrowed, and for one that says by itself what it could not read
 * @throws Refused for any other kind, and where something was not understood: the file would hold more than what was asked for, and nobody would see it there
 */
export function listFormat(asked: unknown, read: Readonly<Record<string, unknown>>): ListFormat | null {
  const given = (asked ?? {}) as Readonly<Record<string, unknown>>;
  if (!isGiven(given.as)) return null;
  const format = LIST_FORMATS.find((known) => known === given.as);
  if (!format) throw new Refused({ field: 'as', reason: 'common:list-file.no-such-kind' });
  refuseFor(Object.keys(read).filter((name) => isGiven(given[name]) && !isGiven(read[name])).map((field) => ({ field, reason: 'common:list-file.unread' })).slice(0, 1));
  return format;
}

function isGiven(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null && value !== false;
}

/** What a list is called as a file. */
export interface ListTitle {
  /** Begins with a capital. A sheet is called so. */
  list: string;
  /** Whose it is, or of what: an edition, a group, a centre. */
  of?: string | null;
  /** The day on which it was so, or the day, month or span of days that it tells of: `2026-11-28`, `2026-11`, `2026-11-23 a 2026-11-29`. */
  date: string;
}

/** `Inscripciones, Curso 1 · tercera vuelta 2026-11-28` */
export function titleOf({ list, of, date }: ListTitle): string {
  return `${[list, of].filter(Boolean).join(', ')} ${date}`;
}

/** The file is called like its list (`titleOf`), and so is what is printed. */
export function listFile(format: ListFormat, name: ListTitle, list: ListContent, t: Translate): Promise<Download> {
  const title = titleOf(name);
  if (format === 'xlsx') return workbookFile(title, [{ name: name.list, list }]);
  if (format === 'pdf') return pdfDownload(title, list, t);
  return Promise.resolve(csvDownload(title, list.headings, list.rows.map((row) => row.map(csvCell))));
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const [NARROWEST, WIDEST] = [8, 48];

/** A list on a sheet of its own, under its own name. */
export interface Sheet {
  name: string;
  list: ListContent;
}

/** Several lists in one workbook, each on its sheet. Sheets whose names a workbook would take for the same are numbered. */
export async function workbookFile(name: string, sheets: readonly Sheet[]): Promise<Download> {
  const names = sheetNames(sheets.map((sheet) => sheet.name));
  // Loaded with the first one: a start would wait for it.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const body = await writeXlsxFile(sheets.map(({ list }, index) => ({ ...sheetOf(list), sheet: names[index] as string }))).toBuffer();
  return download(`${name}.xlsx`, XLSX, withoutTime(body));
}

/** The same bytes for the same lists: a workbook is an archive, and its writer stamps it with the time. */
function withoutTime(archive: Buffer): Buffer {
  return Buffer.from(zipSync(unzipSync(new Uint8Array(archive)), { mtime: FIXED_TIME }));
}

/** Numbers and dates as such, everything else as text: no cell of text is ever read as a formula. */
function sheetOf({ headings, rows, sums = [] }: ListContent): { data: Cell[][]; columns: { width: number }[]; stickyRowsCount: number } {
  const data: Cell[][] = [headings.map((heading) => ({ value: printable(heading), fontWeight: 'bold', wrap: true })), ...rows.map((row, index) => row.map((cell) => xlsxCell(cell, sums.includes(index))))];
  const columns = headings.map((heading, index) => ({ width: widthOf([heading, ...rows.map((row) => row[index])]) }));
  return { data, columns, stickyRowsCount: 1 };
}

function xlsxCell(cell: ListCell, sum: boolean): Cell {
  if (cell === null || cell === undefined || cell === '') return null;
  const look = sum ? { fontWeight: 'bold' as const } : {};
  if (typeof cell === 'number') return { ...look, type: Number, value: cell };
  if (typeof cell === 'object' && 'cents' in cell) return { ...look, type: Number, value: cell.cents / 100, format: '#,##0.00' };
  if (typeof cell === 'object' && 'moment' in cell) return { ...look, type: Date, value: new Date(Date.parse(`${localDateAt(cell.moment)}T${localTimeAt(cell.moment)}:00Z`)), format: 'dd/mm/yyyy hh:mm' };
  if (typeof cell === 'object') return { ...look, type: Date, value: new Date(Date.parse(`${cell.date}T00:00:00Z`)), format: 'dd/mm/yyyy' };
  return { ...look, type: String, value: plainSpaces(printable(cell)) };
}

function widthOf(cells: readonly ListCell[]): number {
  return Math.min(WIDEST, Math.max(NARROWEST, ...cells.map((cell) => String(inWords(cell) ?? '').length + 2)));
}

const LONGEST_SHEET_NAME = 31;

/** What no sheet can hold is left out of its name; no two are alike, and none is empty. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = printable(name).replace(/[[\]:*?/\\]/gu, ' ').replace(/^[\s']+|[\s']+$/gu, '') || '1';
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : ` ${number}`;
      const found = `${cutAtWord(plain, LONGEST_SHEET_NAME - ending.length)}${ending}`;
      if (taken.has(found.toLowerCase())) continue;
      taken.add(found.toLowerCase());
      return found;
    }
  });
}

/** So many letters at most, without half a word where there is a whole one before it. */
function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const words = text.slice(0, most + 1).replace(/[\s,;·(-]+\S*$/u, '');
  return words !== '' && words.length <= most ? words : text.slice(0, most);
}

function csvCell(cell: ListCell): CsvCell {
  return typeof cell === 'object' && cell !== null && 'cents' in cell ? cell.cents / 100 : inWords(cell);
}

const PRINTER = new URL('./list-pdf.worker.js', import.meta.url);
/** So few rows are printed in less time than a thread takes to start. */
const FEW = 60;
/** Long lists are printed one after the other: each thread holds its whole list, some pages of it several times. */
let printing: Promise<unknown> = Promise.resolve();

/** A row takes a printer some milliseconds: many of them would hold up everybody else's pages. */
async function pdfDownload(name: string, list: ListContent, t: Translate): Promise<Download> {
  const words = { minka: t('common:minka'), count: t('common:list-file.count', { count: list.rows.length }), page: t('common:list-file.page', { page: PAGE, pages: PAGES }) };
  const task: PrintTask = { name: headingOf(name), list, words };
  return download(`${name}.pdf`, 'application/pdf', Buffer.from(await (list.rows.length <= FEW ? printList(task) : printInTurn(task))));
}

/** Files sort by their dates as they stand in a name; people read them the other way round. */
function headingOf(name: string): string {
  return name.replace(/\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/gu, (_, year: string, month: string, day?: string) => [day, month, year].filter(Boolean).join('/'));
}

function printInTurn(task: PrintTask): Promise<Uint8Array> {
  const pdf = printing.then(() => apart(PRINTER, task, printList));
  printing = pdf.catch(() => undefined);
  return pdf;
}
