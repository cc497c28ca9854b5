import type { Id } from '../shared/kernel/ids.js';
import type { OwnSteps } from './placement-rules.js';

/** The newest at the centre, found by the person: by person and centre SQLite would read the whole centre's, which it has in the order asked for. */
const newest = (instant: string, table: string, condition = ''): string => (
  `(SELECT MAX(CASE WHEN centre_id = ? THEN ${instant} END) FROM ${table} WHERE person_id = ?${condition})`);

const OWN_STEPS = `SELECT
  ${newest('completed_at', 'diagnoses')} AS "diagnosedAt",
  ${newest('started_at', 'placement_tests', " AND purpose = 'placement' AND finished_at IS NULL AND closed_at IS NULL")} AS "openSince",
  ${newest('finished_at', 'placement_tests', " AND purpose = 'placement'")} AS "testedAt",
  ${newest('decided_at', 'placements')} AS "decidedAt",
  ${newest('allowed_at', 'retest_permits')} AS "retestAllowedAt"`;

/** How far somebody has come at a centre, in one query: inside a unit of work or beside it. */
export async function ownStepsOf(
  source: { query(sql: string, parameters: unknown[]): Promise<unknown> }, centreId: Id, personId: Id,
): Promise<OwnSteps> {
  const [steps] = await source.query(OWN_STEPS, Array.from({ length: 5 }, () => [centreId, personId]).flat()) as [OwnSteps];
  return steps;
}
