import { Inject, Injectable } from '@nestjs/common';
import { LearningGroup } from '../groups/learning-group.entity.js';
import type { Actor, Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { planSessions } from './plan-sessions.js';
import { cancellationRefusal } from './register-window.js';
import { Session } from './session.entity.js';

/** Somebody who acts at a centre. */
export type CentreActor = Actor & { centreId: Id };

type Options = Pick<UnitOptions, 'submission'>;

/** Plans the sessions of groups, cancels and restores them. */
@Injectable()
export class SessionsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** Plans what is not planned yet of one group (see `planSessions`). @returns how many sessions were added @throws NotThere */
  plan(actor: CentreActor, groupId: Id, options: Options = {}): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const there = await tx.manager.existsBy(LearningGroup, { id: groupId, centreId: actor.centreId });
      if (!there) throw new NotThere('group');
      return planSessions(tx, [groupId]);
    }, { actor, ...options });
  }

  /** @throws Refused when it is cancelled or on record already; NotThere */
  cancel(actor: CentreActor, sessionId: Id, reason: string, options: Options = {}): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const session = await sessionOf(tx, actor.centreId, sessionId);
      const refusal = cancellationRefusal(session);
      refuseFor(refusal ? [refusal] : []);
      await tx.update(Session, session, { cancelledAt: tx.now, cancelReason: reason });
    }, { actor, ...options });
  }

  /** Takes a cancellation back: the session is held after all. @throws Refused when it is not cancelled; NotThere */
  restore(actor: CentreActor, sessionId: Id, options: Options = {}): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const session = await sessionOf(tx, actor.centreId, sessionId);
      if (session.cancelledAt === null) throw new Refused({ reason: 'attendance:refusals.not-cancelled' });
      await tx.update(Session, session, { cancelledAt: null, cancelReason: null });
    }, { actor, ...options });
  }
}

async function sessionOf(tx: Tx, centreId: Id, id: Id): Promise<Session> {
  const session = await tx.manager.findOneBy(Session, { id, centreId });
  if (!session) throw new NotThere('session');
  return session;
}
