import { Inject, Injectable } from '@nestjs/common';
import { Account } from '../accounts/account.entity.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { IsNull } from 'typeorm';
import { Refused } from '../shared/kernel/refusal.js';
import { CoachingNoteReader } from './coaching-note-reader.entity.js';
import { Coach } from './coach.entity.js';

/** Whom a learner lets read what her coaches have noted. */
@Injectable()
export class NoteReadersService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Does nothing for one who may read already. @throws Refused for somebody who does not coach at the centre, and for whoever set her PIN */
  allow(personId: Id, centreId: Id, readerId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, `note-readers:${personId}`, coachesAt(centreId));
      const coach = await tx.manager.findOneBy(Coach, { accountId: readerId, centreId, endedAt: IsNull() });
      if (!coach) throw new Refused({ field: 'readerId', reason: 'notes:refusals.no-coach' });
      await refuseWhoKnowsPin(tx, personId, readerId);
      if (await tx.manager.existsBy(CoachingNoteReader, { personId, readerId, endedAt: IsNull() })) return;
      await tx.insert(CoachingNoteReader, [{ id: newId(), personId, readerId, allowedAt: tx.now, allowedBy: tx.actor.accountId, version: 1 }]);
    }, options);
  }

  /** From now on; does nothing for one who may not read. */
  takeBack(personId: Id, readerId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const rows = await tx.manager.findBy(CoachingNoteReader, { personId, readerId, endedAt: IsNull() });
      for (const row of rows) await tx.update(CoachingNoteReader, row, { endedAt: tx.now });
    }, options);
  }
}

/** Whoever set the PIN at the desk can come in as her, and let herself read. */
async function refuseWhoKnowsPin(tx: Tx, personId: Id, readerId: Id): Promise<void> {
  const setByReader = await tx.manager.existsBy(Account, { personId, kind: 'learner', secretSetBy: readerId });
  if (setByReader) throw new Refused({ field: 'readerId', reason: 'notes:refusals.set-her-pin' });
}

/** Held while somebody is let read, and while a coach ends: nobody is let read who has just ended. */
export function coachesAt(centreId: Id): string {
  return `coaches:${centreId}`;
}

/**
 * A coach has ended: what learners let her read ends, so that naming her anew gives her none of it. Those who learn where
 * she coaches still let her read on. Inside the unit of work, after she has ended.
 */
export async function endReading(tx: Tx, readerId: Id): Promise<void> {
  const rows = await tx.manager.findBy(CoachingNoteReader, { readerId, endedAt: IsNull() });
  const still = await tx.manager.query<{ personId: Id }[]>(`
    SELECT DISTINCT l.person_id AS personId FROM learners l JOIN coaches c ON c.centre_id = l.centre_id
    JOIN coaching_note_readers r ON r.person_id = l.person_id AND r.reader_id = c.account_id AND r.ended_at IS NULL
    WHERE c.account_id = ? AND c.ended_at IS NULL`, [readerId]);
  const kept = new Set(still.map(({ personId }) => personId));
  for (const row of rows) if (!kept.has(row.personId)) await tx.update(CoachingNoteReader, row, { endedAt: tx.now });
}
