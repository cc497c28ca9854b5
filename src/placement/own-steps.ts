import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { OwnSteps } from './placement-rules.js';

/** The newest at the centre, found by the person: by person and centre SQLite would read the whole centre's, which it has in the order asked for. */
const newest = (instant: string, table: string, condition = ''): string => (
  `(SELECT MAX(CASE WHEN centre_id = ? THEN ${instant} END) FROM ${table} WHERE person_id = ?${condition})`);

const OWN_STEPS: Readonly<Record<keyof OwnSteps, string>> = {
  diagnosedAt: newest('completed_at', 'diagnoses'),
  openSince: newest('started_at', 'placement_tests', " AND purpose = 'placement' AND finished_at IS NULL AND closed_at IS NULL"),
  testedAt: newest('finished_at', 'placement_tests', " AND purpose = 'placement'"),
  decidedAt: newest('decided_at', 'placements'),
  retestAllowedAt: newest('allowed_at', 'retest_permits'),
};

/** How far somebody has come at a centre: one row of `OwnSteps`. */
export function ownStepsSelection(centreId: Id, personId: Id): Selection {
  return { columns: OWN_STEPS, from: '', parameters: Object.keys(OWN_STEPS).flatMap(() => [centreId, personId]) };
}

/** The same, read by itself: inside a unit of work or beside it. */
export async function ownStepsOf(
  source: { query(sql: string, parameters: unknown[]): Promise<unknown> }, centreId: Id, personId: Id,
): Promise<OwnSteps> {
  const { columns, parameters } = ownStepsSelection(centreId, personId);
  const named = Object.entries(columns).map(([name, expression]) => `${expression} AS "${name}"`);
  const [steps] = await source.query(`SELECT ${named.join(', ')}`, [...parameters]) as [OwnSteps];
  return steps;
}
