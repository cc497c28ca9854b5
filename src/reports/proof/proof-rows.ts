import type { Id } from '../../shared/kernel/ids.js';
import type { Cell } from '../indicators/indicator.js';

/** A row behind a cell: a person, a session, or a record of a person. The rows of a cell add up to it. */
export interface ProofRow {
  key: string;
  personId: Id | null;
  /** The records that the row rests on, in the order in which they count. */
  records: Id[];
  value: number;
  of: number;
  /** How many people the row is of. */
  people: number;
}

/** What the rows add up to; people once, in however many rows they stand. */
export function sumOf(rows: readonly ProofRow[], people: number): Cell {
  return { value: rows.reduce((sum, { value }) => sum + value, 0), of: rows.reduce((sum, { of }) => sum + of, 0), people };
}

export const COUNTS = ['all', 'yes', 'no'] as const;
/** Which rows are looked at: all, those of the numerator, or those that stand in the denominator alone. */
export type Counts = (typeof COUNTS)[number];

export function rowsThatCount(rows: readonly ProofRow[], counts: Counts): readonly ProofRow[] {
  return counts === 'all' ? rows : rows.filter(({ value }) => (value > 0) === (counts === 'yes'));
}
