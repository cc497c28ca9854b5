import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { unguardCell } from '../shared/kernel/csv-cell.js';
import { tidy } from '../shared/kernel/text.js';

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A line that a list cannot be read beyond, as a spreadsheet numbers it. */
export interface BrokenLine {
  brokenAt: number;
}

/** Longer than any honest row: a quote that nobody closed has swallowed the rest of the file. */
const LONGEST_ROW = 20_000;
const SAMPLE = 64 * 1024;
const PIECE = 64 * 1024;
const ROWS_A_TURN = 500;

const options = (delimiter: Delimiter): Options => ({
  delimiter, bom: false, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: LONGEST_ROW,
});

/** All lines as cells, empty lines too, so that a line keeps the number that the spreadsheet shows beside it. */
export async function readTable(text: string, delimiter: Delimiter, mostRows: number): Promise<string[][] | BrokenLine> {
  const rows: string[][] = [];
  const parser = Readable.from(pieces(text)).pipe(parse(options(delimiter)));
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rows.push(record.map((cell) => tidy(unguardCell(cell))));
      if (rows.length > mostRows) break;
      // Streams go on within one turn of the event loop: others would wait for the whole file.
      if (rows.length % ROWS_A_TURN === 0) await setImmediate();
    }
  } catch (error) {
    if (!isCsvError(error)) throw error;
    // Rows that were parsed before the break may not have reached us: the parser knows how many there were.
    return { brokenAt: (typeof error.records === 'number' ? error.records : rows.length) + 1 };
  }
  return rows;
}

/** The first lines only, for looking at. A line that cannot be read ends them. */
export function readBeginning(text: string, delimiter: Delimiter, lines: number): string[][] {
  const rows: string[][] = [];
  try {
    parseAtOnce(text.slice(0, SAMPLE), {
      ...options(delimiter), to: lines, on_record: (record: string[]) => { rows.push(record.map(tidy)); return null; },
    });
  } catch (error) {
    if (!isCsvError(error)) throw error;
  }
  return rows;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && String((error as Partial<CsvError>).code).startsWith('CSV_');
}

function* pieces(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}
