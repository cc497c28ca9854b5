import { unzipSync, zipSync } from 'fflate';
import type { TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Cell } from 'write-excel-file/node';
import { FIXED_TIME } from '../files/zip-stream.js';
import { formatLocalDate, type LocalDate } from '../kernel/local-date.js';
import { formatAmount, type Cents } from '../kernel/money.js';
import { plainSpaces, printable } from '../kernel/text.js';
import { csvDownload, type CsvCell } from './csv-list.js';
import type { Translate } from './i18n.js';
import { download, type Download } from './page.js';
import { pdfWriter } from './pdf-writer.js';

/** A text, a number, a calendar date, an amount in soles, or nothing. */
export type ListCell = CsvCell | { date: LocalDate } | { cents: Cents };

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

/** Whether an address asks for a file, and not for the page. */
export function isListFormat(asked: unknown): asked is ListFormat {
  return (LIST_FORMATS as readonly unknown[]).includes(asked);
}

/** What a form asked for; CSV unless it is one of the others. */
export function listFormat(asked: unknown): ListFormat {
  return isListFormat(asked) ? asked : 'csv';
}

/** @param name of the file without its ending, and the heading of what is printed */
export function listFile(format: ListFormat, name: string, list: ListContent, t: Translate): Promise<Download> {
  if (format === 'xlsx') return xlsxDownload(name, list);
  if (format === 'pdf') return pdfDownload(name, list, t);
  return Promise.resolve(csvDownload(name, list.headings, list.rows.map((row) => row.map(csvCell))));
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

function xlsxDownload(name: string, list: ListContent): Promise<Download> {
  return workbookFile(name, [{ name, list }]);
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
      const found = `${plain.slice(0, LONGEST_SHEET_NAME - ending.length).trim()}${ending}`;
      if (taken.has(found.toLowerCase())) continue;
      taken.add(found.toLowerCase());
      return found;
    }
  });
}

/** From this many columns on a page lies. */
const WIDE = 6;
const [INK, SOFT, LINE] = ['#1e1a16', '#49433b', '#cfc6b8'];

/** How close the rows stand: as they are read best, and a little closer for a list that would leave few of them to a page of their own. */
const SPACED = { above: 2, font: 9, height: 1.1 };
const CLOSE = { above: 0.8, font: 8.5, height: 1.02 };

/** A4 with the heading, what the list is filtered by, its headings on every page, and the pages numbered. */
async function pdfDownload(name: string, list: ListContent, t: Translate): Promise<Download> {
  const spaced = await printed(name, list, t, SPACED);
  const close = spaced.pages === 2 ? await printed(name, list, t, CLOSE) : spaced;
  return download(`${name}.pdf`, 'application/pdf', close.pages < spaced.pages ? close.pdf : spaced.pdf);
}

async function printed(name: string, list: ListContent, t: Translate, { above, font, height }: typeof SPACED): Promise<{ pdf: Buffer; pages: number }> {
  const { headings, rows, about } = list;
  let pages = 0;
  const definition: TDocumentDefinitions & { language: string; displayTitle: boolean } = {
    version: '1.7', pageSize: 'A4', pageOrientation: headings.length >= WIDE ? 'landscape' : 'portrait', pageMargins: [36, 36, 36, 44],
    info: { title: name, creator: t('common:minka'), producer: t('common:minka') }, language: 'es-PE', displayTitle: true,
    defaultStyle: { font: 'Atkinson', color: INK, fontSize: headings.length > 12 ? 6.5 : font, lineHeight: height },
    content: [
      { text: name, fontSize: 17, bold: true, margin: [0, 0, 0, 2] },
      { text: [about, t('common:list-file.count', { count: rows.length })].filter(Boolean).join(' · '), color: SOFT, fontSize: 10, margin: [0, 0, 0, 10] },
      {
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => above, paddingBottom: () => above },
        // Where a page is turned between parts the printer has to know each row's own page, which it does not of rows that it holds together.
        table: { headerRows: 1, dontBreakRows: !list.parts, ...tableOf(list) },
      },
    ],
    pageBreakBefore: turnsBetweenParts(),
    footer: (page, all) => {
      pages = all;
      return { text: t('common:list-file.page', { page, pages: all }), alignment: 'right', color: SOFT, fontSize: 9, margin: [36, 12, 36, 0] };
    },
  };
  return { pdf: await pdfWriter().createPdf(definition).getBuffer(), pages };
}

/**
 * Turns the page before a part whose rows it would tear apart, unless the part begins the page. All cells of its first row
 * move together: each is a node of its own.
 */
function turnsBetweenParts(): NonNullable<TDocumentDefinitions['pageBreakBefore']> {
  const moved = new Set<string>();
  return ({ headlineLevel: part, style }, nodes) => {
    if (typeof style === 'string' && moved.has(style)) return true;
    if (part === undefined || style !== firstOf(part)) return false;
    const torn = nodes.getPreviousNodesOnPage().some(({ headlineLevel }) => headlineLevel !== undefined) && nodes.getNodesOnNextPage().some(({ headlineLevel }) => headlineLevel === part);
    if (torn) moved.add(firstOf(part));
    return torn;
  };
}

/** Marks the first row of a part. It styles nothing. */
function firstOf(part: number): string {
  return `part-${part}`;
}

function tableOf({ headings, rows, sums = [], parts = [] }: ListContent): { widths: string[]; body: TableCell[][] } {
  const figures = headings.map((_, column) => rows.some((row) => isFigure(row[column] ?? null)));
  const cell = (value: ListCell, bold: boolean): { text: string; alignment: 'left' | 'right'; bold: boolean } => ({ text: printable(String(inWords(value) ?? '')), alignment: isFigure(value) ? 'right' : 'left', bold });
  const longest = longestOf(headings, rows);
  return {
    widths: headings.map((_, index) => (index === longest ? '*' : 'auto')),
    body: [headings.map((heading, column): TableCell => ({ text: heading, bold: true, alignment: figures[column] ? 'right' : 'left' })), ...rows.map((row, index) => row.map((value, column) => ({ ...cell(value, sums.includes(index)), ...markOf(parts, index, column) })))],
  };
}

/** What tells the printer to which part a row belongs: in its first cell, and in every cell where the part begins. */
function markOf(parts: readonly number[], row: number, column: number): { headlineLevel?: number; style?: string } {
  const part = parts[row];
  if (part === undefined) return {};
  return { ...(column === 0 ? { headlineLevel: part } : {}), ...(parts[row - 1] === part ? {} : { style: firstOf(part) }) };
}

/** The column that takes what room is left: the one with the longest texts. */
function longestOf(headings: readonly string[], rows: ListContent['rows']): number {
  const lengths = headings.map((_, column) => Math.max(0, ...rows.map((row) => (isFigure(row[column] ?? null) ? 0 : String(inWords(row[column] ?? null) ?? '').length))));
  return lengths.indexOf(Math.max(...lengths));
}

function csvCell(cell: ListCell): CsvCell {
  return typeof cell === 'object' && cell !== null && 'cents' in cell ? cell.cents / 100 : inWords(cell);
}

function isFigure(cell: ListCell): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'cents' in cell);
}

function inWords(cell: ListCell): CsvCell {
  if (typeof cell !== 'object' || cell === null) return cell;
  return 'cents' in cell ? formatAmount(cell.cents) : formatLocalDate(cell.date);
}
