import type { Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { busyTimes } from './busy-times.js';
import { LEVEL_OF_LEARNER } from './edition-people.js';
import type { Mover } from './moving-rules.js';

/** What is known of somebody who is to sit in another group of her edition. Two queries. */
export async function readMover(source: Queryable, { personId, editionId, centreId }: { personId: Id; editionId: Id; centreId: Id }): Promise<Mover> {
  const [learner] = await source.query<{ availability: number | null; level: number | null }[]>(
    `SELECT l.availability, ${LEVEL_OF_LEARNER} AS level FROM learners l WHERE l.person_id = ? AND l.centre_id = ?`, [personId, centreId]);
  const busy = await busyTimes(source, editionId);
  return {
    availability: learner?.availability ?? null, busy: busy.get(personId) ?? [],
    level: learner?.level === null || learner?.level === undefined ? null : Number(learner.level) as Level,
  };
}
