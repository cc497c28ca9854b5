import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { Mapping } from './columns.js';
import type { ListRow } from './read-list.js';

export const ROW_STATUSES = ['new', 'changed', 'here', 'doubtful', 'repeated', 'faulty'] as const;

/**
 * What will happen to a row: `new` makes a record, `changed` changes one, `here` changes nothing, `doubtful` does what
 * its doubts say was chosen, `repeated` adds what the row that it repeats had left out, `faulty` does nothing.
 */
export type RowStatus = (typeof ROW_STATUSES)[number];

/** Why a row is left out: which field, why (a catalogue key), and what stands there. */
export interface RowFault extends Refusal {
  field: string;
  value: string;
}

export const DOUBT_CODES = [
  'organisation-several', 'organisation-like', 'organisation-differs', 'organisation-number-unknown', 'like-person', 'other-name', 'name-order',
  'post-unknown', 'left-out',
] as const;
export type DoubtCode = (typeof DOUBT_CODES)[number];

/**
 * What somebody should look at. Where there are options one of them is chosen already, and is done unless the clerk
 * chooses another: an id, `row:12` (the same as that row), `new`, `same`, `none` (without) or `skip` (leave the row out).
 */
export interface RowDoubt extends RowFault {
  code: DoubtCode;
  options: string[];
  chosen: string | null;
}

/** A value that a write will set. `from` is null where there was nothing. */
export interface FieldChange {
  field: string;
  from: string | number | null;
  to: string | number | null;
}

/** What was read in a row, as it would be kept: codes, ids and plain values. */
export interface ReadValue {
  field: string;
  value: string | number;
}

export interface RowPlan {
  /** The row's number in the file. */
  row: number;
  status: RowStatus;
  /** Whom or what the row is about, as it will be written; the raw text where it could not be read. */
  label: string;
  /** The record that is here already. */
  knownId: Id | null;
  /** The number of the row that it repeats. */
  repeats: number | null;
  /** So that a column in the wrong place is seen before anything is written. Empty for a faulty row. */
  read: ReadValue[];
  changes: FieldChange[];
  faults: RowFault[];
  doubts: RowDoubt[];
}

export interface PlanCounts extends Record<RowStatus, number> {
  rows: number;
  /** How many people or organisations the list stands for, whether they are here already or will be made. */
  records: number;
  /** How many of them will be made, and how many changed, once the list is confirmed as its doubts stand. */
  adds: number;
  updates: number;
}

/** What a list will do, decided before anything is written: the same list and the same records give the same plan. */
export interface ImportPlan<Write> {
  rows: RowPlan[];
  counts: PlanCounts;
  /** In the order of the rows that cause them. */
  writes: Write[];
}

/** What the clerk chose: `12:organisation-several` → an option. */
export type PlanChoices = Readonly<Record<string, string>>;

export interface PlanRequest {
  rows: readonly ListRow[];
  mapping: Mapping;
  /** How many columns have a heading. */
  columns: number;
  today: LocalDate;
  choices?: PlanChoices;
  /** Told how much of the planning is done, from 0 to 1. */
  onProgress?: (done: number) => void;
}

/** Leaves out what a row does not say. */
export function readValues(values: Readonly<Record<string, string | number | null | undefined>>): ReadValue[] {
  return Object.entries(values).flatMap(([field, value]) => (value === null || value === undefined || value === '' ? [] : [{ field, value }]));
}

/** Reads a row's cells by field. */
export type CellReader = (row: ListRow, field: keyof Mapping) => string;

export function cellsBy(mapping: Mapping): CellReader {
  return ({ cells }, field) => {
    const column = mapping[field];
    return column === undefined ? '' : cells[column] ?? '';
  };
}

/** A filled cell behind the last heading: a separator stood inside a text, and all that follows is in the wrong place. */
export function misplacedCells({ cells }: ListRow, columns: number): RowFault[] {
  const stray = cells.slice(columns).find((cell) => cell !== '');
  return stray === undefined ? [] : [{ field: 'row', reason: 'imports:faults.stray-cells', value: stray }];
}

/** The key under which a choice about a doubt is kept. */
export function choiceKey(row: number, code: DoubtCode): string {
  return `${row}:${code}`;
}

/** A doubt with the clerk's choice, where it is one of the options, or else the one proposed. */
export function settled(row: number, doubt: RowDoubt, choices: PlanChoices): RowDoubt {
  const choice = choices[choiceKey(row, doubt.code)];
  return choice !== undefined && doubt.options.includes(choice) ? { ...doubt, chosen: choice } : doubt;
}

export function isSkipped(doubts: readonly RowDoubt[]): boolean {
  return doubts.some(({ chosen }) => chosen === 'skip');
}

export function countRows(rows: readonly RowPlan[]): PlanCounts {
  const counts: PlanCounts = { rows: rows.length, records: 0, adds: 0, updates: 0, new: 0, changed: 0, here: 0, doubtful: 0, repeated: 0, faulty: 0 };
  for (const row of rows) {
    counts[row.status] += 1;
    if (row.status === 'faulty' || row.status === 'repeated' || isSkipped(row.doubts)) continue;
    counts.records += 1;
    const { adds, updates } = effectOf(row);
    counts.adds += adds;
    counts.updates += updates;
  }
  return counts;
}

function effectOf({ status, knownId, changes }: RowPlan): Pick<PlanCounts, 'adds' | 'updates'> {
  const adds = status === 'new' || (status === 'doubtful' && knownId === null);
  return { adds: adds ? 1 : 0, updates: !adds && (status === 'changed' || changes.length > 0) ? 1 : 0 };
}
