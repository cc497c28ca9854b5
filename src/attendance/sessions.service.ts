import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Closing } from '../centres/centre-calendar.js';
import { readCalendar } from '../centres/centres.repository.js';
import { TIMETABLE } from '../groups/guard-names.js';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { hold } from '../shared/database/guards.js';
import type { Actor, Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { closedSessions } from './closed-sessions.js';
import { heldSessionRefusals, placeOfHeld } from './held-sessions.js';
import { lessonsTaken, newSession, plannedGroups, planSessions, type PlanOutcome } from './plan-sessions.js';
import { cancellationRefusal } from './register-window.js';
import { Session } from './session.entity.js';
import { refuseClashes } from './timetable.js';

/** Somebody who acts at a centre. */
export type CentreActor = Actor & { centreId: Id };

type Options = Pick<UnitOptions, 'submission'>;

/**
 * Plans the sessions of groups, cancels and restores them. Whenever a session falls away or comes back, the lessons of its
 * group move along (see `planSessions`).
 */
@Injectable()
export class SessionsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Plans what is not planned yet of one group. @throws Refused when a room or a trainer is taken; NotThere */
  plan(actor: CentreActor, groupId: Id, options: Options = {}): Promise<PlanOutcome> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE);
      const there = await tx.manager.existsBy(LearningGroup, { id: groupId, centreId: actor.centreId });
      if (!there) throw new NotThere('group');
      return planSessions(tx, [groupId]);
    }, { actor, ...options });
  }

  /**
   * Puts a session on record that was held before anybody planned it, at its group's hour: its register can be taken then.
   * @returns the session's id
   * @throws Refused on `date` for a day that it cannot have been held on, or when the room or the trainer was taken then; NotThere
   */
  addHeld(actor: CentreActor, groupId: Id, { date, otherDay }: { date: LocalDate; otherDay: boolean }, options: Options = {}): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE);
      const [group] = await plannedGroups(tx, [groupId]);
      if (!group || group.centreId !== actor.centreId) throw new NotThere('group');
      const standing = await tx.manager.findBy(Session, { groupId });
      refuseFor(heldSessionRefusals({ ...group, date }, { course: group, standing, now: tx.now, days: group.days, otherDayConfirmed: otherDay }));
      const session = newSession(group, { date, ...placeOfHeld(await lessonsTaken(tx, group), standing, tx.now) });
      await refuseClashes(tx, [session]);
      await tx.insert(Session, session);
      await planSessions(tx, [groupId]);
      return session.id;
    }, { actor, ...options });
  }

  /** @throws Refused when it is cancelled or on record already; NotThere */
  cancel(actor: CentreActor, sessionId: Id, reason: string, options: Options = {}): Promise<PlanOutcome> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE);
      const session = await sessionOf(tx, actor.centreId, sessionId);
      const refusal = cancellationRefusal(session);
      refuseFor(refusal ? [refusal] : []);
      await tx.update(Session, session, { cancelledAt: tx.now, cancelReason: reason });
      return planSessions(tx, [session.groupId]);
    }, { actor, ...options });
  }

  /** Takes a cancellation back: the session is held after all. @throws Refused when it is not cancelled or its room or trainer was given away; NotThere */
  restore(actor: CentreActor, sessionId: Id, options: Options = {}): Promise<PlanOutcome> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE);
      const session = await sessionOf(tx, actor.centreId, sessionId);
      if (session.cancelledAt === null) throw new Refused({ reason: 'attendance:refusals.not-cancelled' });
      await refuseClashes(tx, [session]);
      await tx.update(Session, session, { cancelledAt: null, cancelReason: null });
      return planSessions(tx, [session.groupId]);
    }, { actor, ...options });
  }

  /**
   * Cancels sessions to come on which the centre is closed, and gives their lessons other dates, all at once. Those that
   * are cancelled, begun or on an open day by now are left as they are.
   * @param reasonOf what is put down as the reason
   * @throws NotThere when one of them is not of the centre
   */
  cancelClosed(
    actor: CentreActor, sessionIds: readonly Id[], reasonOf: (closing: Closing) => string, options: Options = {},
  ): Promise<PlanOutcome & { cancelled: number }> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, TIMETABLE);
      const sessions = await tx.manager.findBy(Session, { id: In([...sessionIds]), centreId: actor.centreId });
      if (sessions.length < new Set(sessionIds).size) throw new NotThere('session');
      const closed = closedSessions(await readCalendar(tx.manager, actor.centreId), sessions, tx.now);
      for (const { session, closing } of closed) await tx.update(Session, session, { cancelledAt: tx.now, cancelReason: reasonOf(closing).slice(0, 200) });
      const outcome = await planSessions(tx, [...new Set(closed.map(({ session }) => session.groupId))]);
      return { ...outcome, cancelled: closed.length };
    }, { actor, ...options });
  }
}

async function sessionOf(tx: Tx, centreId: Id, id: Id): Promise<Session> {
  const session = await tx.manager.findOneBy(Session, { id, centreId });
  if (!session) throw new NotThere('session');
  return session;
}
