import type { TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { printable } from '../kernel/text.js';
import { inWords, isFigure } from './list-cells.js';
import type { ListCell, ListContent } from './list-files.js';
import { pdfWriter } from './pdf-writer.js';

/** From this many columns on a page lies. */
const WIDE = 6;
const [INK, SOFT, LINE] = ['#1e1a16', '#49433b', '#cfc6b8'];

/** How close the rows stand: as they are read best, and a little closer for a list that would leave few of them to a page of their own. */
const SPACED = { above: 2, font: 9, height: 1.1 };
const CLOSE = { above: 0.8, font: 8.5, height: 1.02 };

/** What is printed, in plain values: it may go to a thread of its own. */
export interface PrintTask {
  /** The heading. */
  name: string;
  list: ListContent;
  words: {
    minka: string;
    /** How many rows there are. */
    count: string;
    /** Says the number of a page, with `PAGE` and `PAGES` where the two stand. */
    page: string;
  };
}

export const [PAGE, PAGES] = ['{page}', '{pages}'];

/** A4 with the heading, what the list is filtered by, its headings on every page, and the pages numbered. @returns the bytes of a PDF */
export async function printList(task: PrintTask): Promise<Uint8Array> {
  const spaced = await printed(task, SPACED);
  const close = spaced.pages === 2 ? await printed(task, CLOSE) : spaced;
  return close.pages < spaced.pages ? close.pdf : spaced.pdf;
}

async function printed({ name, list, words }: PrintTask, { above, font, height }: typeof SPACED): Promise<{ pdf: Uint8Array; pages: number }> {
  const { headings, about } = list;
  let pages = 0;
  const definition: TDocumentDefinitions & { language: string; displayTitle: boolean } = {
    version: '1.7', pageSize: 'A4', pageOrientation: headings.length >= WIDE ? 'landscape' : 'portrait', pageMargins: [36, 36, 36, 44],
    info: { title: name, creator: words.minka, producer: words.minka }, language: 'es-PE', displayTitle: true,
    defaultStyle: { font: 'Atkinson', color: INK, fontSize: headings.length > 12 ? 6.5 : font, lineHeight: height },
    content: [
      { text: name, fontSize: 17, bold: true, margin: [0, 0, 0, 2] },
      { text: [about, words.count].filter(Boolean).join(' · '), color: SOFT, fontSize: 10, margin: [0, 0, 0, 10] },
      {
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => above, paddingBottom: () => above },
        // Where a page is turned between parts the printer has to know each row's own page, which it does not of rows that it holds together.
        table: { headerRows: 1, dontBreakRows: !list.parts, ...tableOf(list) },
      },
    ],
    pageBreakBefore: turnsBetweenParts(),
    footer: (page, all) => {
      pages = all;
      return { text: words.page.replace(PAGE, String(page)).replace(PAGES, String(all)), alignment: 'right', color: SOFT, fontSize: 9, margin: [36, 12, 36, 0] };
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
