import { In } from 'typeorm';
import { Edition } from '../courses/edition.entity.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { noteMove } from './enrolments.service.js';
import type { EnrolmentEvents } from './enrolment-events.js';
import { Enrolment } from './enrolment.entity.js';

/** Those who wait in another edition of the course of edition `here`, open or running, as the end of a query; its parameters come after. */
const WAITS_ELSEWHERE = `FROM editions here
  JOIN editions d ON d.course_code = here.course_code AND d.centre_id = here.centre_id AND d.id <> here.id AND d.status IN ('open', 'running')
  JOIN enrolments w ON w.edition_id = d.id AND w.status = 'waiting'`;

/**
 * Whoever has a seat in a course does not wait for another one of it: her waiting in other editions ends as if she had withdrawn, and
 * a trainer can take her in again there. For a unit of work that holds the seats of the centre, and these people (see `holdWhoWaitElsewhere`).
 */
export async function endOtherWaiting(tx: Tx, events: EnrolmentEvents, editionId: Id, personIds: readonly Id[]): Promise<void> {
  for (const ids of inChunks(personIds)) {
    const rows = await tx.manager.query<{ id: Id }[]>(`SELECT w.id ${WAITS_ELSEWHERE} WHERE here.id = ? AND w.person_id IN (${places(ids)}) ORDER BY w.id`, [editionId, ...ids]);
    for (const before of await tx.manager.findBy(Enrolment, { id: In(rows.map(({ id }) => id)) })) {
      const ended = await tx.update(Enrolment, before, { status: 'withdrawn', waitingReason: 'seated-elsewhere', endedAt: tx.now });
      await noteMove(tx, before, null, null);
      await events.withdrawn(tx, await tx.manager.findOneByOrFail(Edition, { id: before.editionId }), ended);
    }
  }
}

/** Holds people of an edition whose waiting elsewhere may end, before anything is read: what follows their leaving has to see what was paid. */
export async function holdWhoWaitElsewhere(tx: Tx, proposalId: Id): Promise<void> {
  await tx.execute(`UPDATE persons SET held = held + 1 WHERE id IN (SELECT w.person_id ${WAITS_ELSEWHERE}
    JOIN enrolments mine ON mine.edition_id = here.id AND mine.person_id = w.person_id
    WHERE here.id = (SELECT edition_id FROM group_proposals WHERE id = ?))`, [proposalId]);
}
