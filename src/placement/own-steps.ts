import type { Id } from '../shared/kernel/ids.js';
import type { OwnSteps } from './placement-rules.js';

const OWN = 'person_id = ? AND centre_id = ?';

const OWN_STEPS = `SELECT
  (SELECT MAX(completed_at) FROM diagnoses WHERE ${OWN}) AS "diagnosedAt",
  (SELECT MAX(started_at) FROM placement_tests WHERE ${OWN} AND purpose = 'placement' AND finished_at IS NULL AND closed_at IS NULL) AS "openSince",
  (SELECT MAX(finished_at) FROM placement_tests WHERE ${OWN} AND purpose = 'placement') AS "testedAt",
  (SELECT MAX(decided_at) FROM placements WHERE ${OWN}) AS "decidedAt",
  (SELECT MAX(allowed_at) FROM retest_permits WHERE ${OWN}) AS "retestAllowedAt"`;

/** How far somebody has come at a centre, in one query: inside a unit of work or beside it. */
export async function ownStepsOf(
  source: { query(sql: string, parameters: unknown[]): Promise<unknown> }, centreId: Id, personId: Id,
): Promise<OwnSteps> {
  const [steps] = await source.query(OWN_STEPS, Array.from({ length: 5 }, () => [personId, centreId]).flat()) as [OwnSteps];
  return steps;
}
