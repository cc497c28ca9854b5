import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, refuseFor } from '../shared/kernel/refusal.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { noteWalkIns } from './note-walk-ins.js';
import { lockSession, type Marker } from './register.service.js';
import { registerRefusal } from './register-window.js';
import { readRoster } from './registers.repository.js';
import { Session } from './session.entity.js';
import { WalkIn } from './walk-in.entity.js';

type Options = Pick<UnitOptions, 'submission'>;

/**
 * Those who came to a session and do not stand in its list: first a name, then who she is. From then on her attendance
 * stands in the register as everybody's does; a seat in the group is another decision.
 */
@Injectable()
export class WalkInsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns the new walk-in's id @throws Refused when the register is closed; NotThere */
  note(marker: Marker, sessionId: Id, name: string, options: Options = {}): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const [id] = await noteWalkIns(tx, await writableSession(tx, marker, sessionId), [name]);
      return id as Id;
    }, { actor: marker, ...options });
  }

  /**
   * Says who she is: she is marked present.
   * @throws Refused (`person`) when she stands in the list already, or the register is closed; NotThere for strangers
   */
  settle(marker: Marker, { sessionId, walkInId, personId }: { sessionId: Id; walkInId: Id; personId: Id }, options: Options = {}): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const session = await writableSession(tx, marker, sessionId);
      const walkIn = await openWalkIn(tx, sessionId, walkInId);
      await refuseStrangers(tx, marker.centreId, personId);
      const roster = await readRoster(tx.manager, session, tx.now);
      if (roster.some((row) => row.personId === personId)) throw new Refused({ field: 'person', reason: 'attendance:refusals.walk-in-listed' });
      await tx.update(WalkIn, walkIn, { personId });
      await tx.insert(AttendanceMark, {
        id: newId(), sessionId, personId, centreId: session.centreId, status: 'present', minutes: null, reason: null,
        markedAt: tx.now, markedBy: marker.accountId, version: 1,
      });
      if (session.registerSavedAt !== null) await tx.update(Session, session, { registerSavedAt: tx.now, registerSavedBy: marker.accountId });
    }, { actor: marker, ...options });
  }

  /** Takes out a name that was written by mistake. @throws Refused when the register is closed; NotThere once it is known who she is */
  remove(marker: Marker, sessionId: Id, walkInId: Id, options: Options = {}): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await writableSession(tx, marker, sessionId);
      await tx.remove(WalkIn, await openWalkIn(tx, sessionId, walkInId));
    }, { actor: marker, ...options });
  }
}

/** Must be the first statement of its unit of work. */
async function writableSession(tx: Tx, marker: Marker, sessionId: Id): Promise<Session> {
  const session = await lockSession(tx, marker.centreId, sessionId);
  const closed = registerRefusal(session, tx.now, marker.mayCorrect);
  refuseFor(closed ? [closed] : []);
  return session;
}

async function openWalkIn(tx: Tx, sessionId: Id, id: Id): Promise<WalkIn> {
  const walkIn = await tx.manager.findOneBy(WalkIn, { id, sessionId });
  if (!walkIn || walkIn.personId !== null) throw new NotThere('walk-in');
  return walkIn;
}

async function refuseStrangers(tx: Tx, centreId: Id, personId: Id): Promise<void> {
  const known = await tx.manager.query<unknown[]>(
    'SELECT l.id FROM learners l JOIN persons p ON p.id = l.person_id AND p.merged_into_id IS NULL WHERE l.centre_id = ? AND l.person_id = ?', [centreId, personId]);
  if (known.length === 0) throw new NotThere('person');
}
