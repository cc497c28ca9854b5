import { stringify } from 'csv-stringify/sync';
import { guardCell } from '../shared/kernel/csv-cell.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';
import { fieldsOf, type ListKind, type Mapping } from './columns.js';
import { isSkipped, type RowPlan } from './plan.js';
import type { ListRow, ReadList } from './read-list.js';

/** The words of the file, in the language of whoever takes it away. */
export interface LeftOutWords {
  /** Heading of the last column: what to correct. */
  reason: string;
  /** Heading of a column, for a list that has none. */
  heading: (field: string) => string;
  /** Which row of the list it was, beside what stood on the screen. */
  row: (number: number, reasons: string) => string;
  /** Why a row was left out. */
  explain: (refusal: Refusal) => string;
}

/** Headings of the last column in every language, so that it is left off when the file comes back and goes out again. */
const REASON_HEADINGS = new Set(['que corregir', 'what to correct']);

/** The rows that were not written: faulty ones, and those that a doubt leaves out. */
export function leftOutRows(plans: readonly RowPlan[]): RowPlan[] {
  return plans.filter(({ status, doubts }) => status === 'faulty' || (status === 'doubtful' && isSkipped(doubts)));
}

/**
 * The rows that were left out, as a file that a spreadsheet opens by a double click (`;`, UTF-8 with its mark, CRLF), with
 * the list's own columns and one more that says why. Corrected, it can be sent in as it is: the last column is ignored.
 */
export function leftOutFile(
  list: Pick<ReadList, 'headings' | 'rows'>, kind: ListKind, mapping: Mapping, plans: readonly RowPlan[], words: LeftOutWords,
): Buffer {
  const cells = new Map(list.rows.map((row: ListRow) => [row.row, row.cells]));
  const kept = list.headings.map((_, index) => index).filter((index) => !REASON_HEADINGS.has(searchable(list.headings[index] ?? '')));
  const headings = kept.map((index) => list.headings[index] || headingOf(index, kind, mapping, words));
  const rows = leftOutRows(plans).map((plan) => {
    const whole = cells.get(plan.row) ?? [];
    // What stood behind the last heading goes behind the reason too: without it nobody could mend the row.
    return [...kept.map((index) => whole[index] ?? ''), words.row(plan.row, reasonsOf(plan, words)), ...whole.slice(list.headings.length)];
  });
  const text = stringify([[...headings, words.reason], ...rows].map((row) => row.map(guardCell)), {
    delimiter: ';', record_delimiter: 'windows'
  });
  return Buffer.from(`\ufeff${text}`);
}

function headingOf(index: number, kind: ListKind, mapping: Mapping, words: LeftOutWords): string {
  const field = fieldsOf(kind).find((candidate) => mapping[candidate] === index);
  return field ? words.heading(field) : '';
}

function reasonsOf({ faults, doubts }: RowPlan, words: LeftOutWords): string {
  const reasons = faults.length > 0 ? faults : doubts.filter(({ chosen }) => chosen === 'skip');
  // A reason of several sentences has its full stop already.
  return [...new Set(reasons.map(words.explain))].join('. ').replaceAll('.. ', '. ');
}
