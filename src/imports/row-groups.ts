import type { Id } from '../shared/kernel/ids.js';
import { type PlanChoices, type RowDoubt, type RowPlan, type RowStatus, settled } from './plan.js';

/** A row of a list, whether it speaks of a person or of an organisation. */
interface DoubtedRow {
  row: number;
  doubts: RowDoubt[];
}

/** One person or organisation: the record that is here, if any, and the rows that speak of it. */
interface RowGroup {
  known: { id: Id } | null;
  rows: readonly Pick<DoubtedRow, 'row'>[];
}

/** The groups of which the list speaks, in its order. */
export function listedGroups<Group extends RowGroup>(groups: readonly Group[]): Group[] {
  return groups.filter(({ rows }) => rows.length > 0).sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0));
}

/** A row with one more doubt, settled as the clerk chose or else as proposed; `chosen` is the option that stands. */
export function askAbout<Row extends DoubtedRow>(row: Row, doubt: RowDoubt, choices: PlanChoices): { row: Row; chosen: string | null } {
  const answered = settled(row.row, doubt, choices);
  return { row: { ...row, doubts: [...row.doubts, answered] }, chosen: answered.chosen };
}

/** The option of a doubt that stands for a group: its record, or the row of this list that makes one. */
export function optionOf({ known, rows }: RowGroup): string {
  return known?.id ?? `row:${rows[0]?.row ?? 0}`;
}

/** A unit whose first row took up a doubt. */
export function withLead<Row>([, ...rest]: [Row, ...Row[]], lead: Row): [Row, ...Row[]] {
  return [lead, ...rest];
}

/** A unit that waits for a choice: its other rows repeat what is left out. */
export function skippedPlans<Row extends DoubtedRow>([lead, ...repeats]: [Row, ...Row[]], planOf: (row: Row, status: RowStatus) => RowPlan): RowPlan[] {
  return [planOf(lead, 'doubtful'), ...repeats.map((row) => ({ ...planOf(row, 'repeated'), repeats: lead.row }))];
}
