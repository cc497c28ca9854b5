import { Inject, Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../shared/database/duplicates.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, type Refusal } from '../shared/kernel/refusal.js';
import { Coach } from './coach.entity.js';
import { mayCoachAt } from './coaches.repository.js';
import { coachesAt, endReading } from './note-readers.service.js';

/** What a centre knows of a coach, so that a learner finds one who suits her. */
export type CoachProfile = Pick<Coach, 'sex' | 'languages' | 'topics' | 'bookingsADay'>;

const NAMED_ALREADY: Refusal = { field: 'accountId', reason: 'coaching:coaches.refusals.named-already' };

/** Who coaches at a centre. */
@Injectable()
export class CoachesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /**
   * Names somebody of the staff a coach; one who had ended begins again, with the hours that she had.
   * @returns the coach's id
   * @throws Refused for somebody without a role that coaches, and for one who coaches there already
   */
  addCoach(centreId: Id, accountId: Id, profile: CoachProfile, options: UnitOptions): Promise<Id> {
    return refuseDuplicate(NAMED_ALREADY, () => this.unitOfWork.run(async (tx) => {
      if (!(await mayCoachAt(tx.manager, centreId, accountId))) {
        throw new Refused({ field: 'accountId', reason: 'coaching:coaches.refusals.no-role' });
      }
      const earlier = await tx.manager.findOneBy(Coach, { accountId, centreId });
      if (earlier && earlier.endedAt === null) throw new Refused(NAMED_ALREADY);
      if (earlier) {
        await tx.update(Coach, earlier, { ...profile, endedAt: null });
        return earlier.id;
      }
      const id = newId();
      await tx.insert(Coach, { id, accountId, centreId, ...profile, calendarKey: null, createdAt: tx.now, endedAt: null, version: 1 });
      return id;
    }, options));
  }

  /** @throws StaleEdit, NotThere */
  changeProfile(centreId: Id, id: Id, { version, ...profile }: CoachProfile & { version: number }, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await tx.update(Coach, { ...await presentCoach(tx, centreId, id), version }, profile);
    }, options);
  }

  /**
   * She takes no bookings any more, her calendar's address leads nowhere, and what she was let read is closed to her; what
   * was booked stays for others to move. @throws NotThere
   */
  end(centreId: Id, id: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, coachesAt(centreId));
      const { accountId } = await tx.update(Coach, await presentCoach(tx, centreId, id), { endedAt: tx.now, calendarKey: null });
      await endReading(tx, accountId);
    }, options);
  }
}

/** A coach who coaches at the centre now. @throws NotThere; Refused for one who does so no more: somebody else has said so meanwhile */
export async function presentCoach(tx: Tx, centreId: Id, id: Id): Promise<Coach> {
  const coach = await tx.manager.findOneBy(Coach, { id, centreId });
  if (!coach) throw new NotThere('coach');
  if (coach.endedAt !== null) throw new Refused({ reason: 'coaching:coaches.refusals.ended' });
  return coach;
}
