import { stringify } from 'csv-stringify/sync';
import { guardCell } from '../kernel/csv-cell.js';
import { plainSpaces } from '../kernel/text.js';
import { download, type Download } from './page.js';

export type CsvCell = string | number | null | undefined;

/**
 * A list to take away. Semicolons and a byte order mark, as spreadsheets of the region open it by a double click; no
 * cell runs as a formula.
 * @param name without its ending
 */
export function csvDownload(name: string, headings: readonly string[], rows: readonly (readonly CsvCell[])[]): Download {
  return download(`${name}.csv`, 'text/csv; charset=utf-8', csvText(headings, rows));
}

export function csvText(headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${csvLines([headings, ...rows])}`;
}

/** Lines of a file that is written bit by bit: after the mark and the headings of `csvText(headings, [])`. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  const lines = rows.map((cells) => cells.map((cell) => (typeof cell === 'string' ? guardCell(plainSpaces(cell)) : cell ?? '')));
  return stringify(lines, { delimiter: ';', record_delimiter: 'windows' });
}
