import { Injectable } from '@nestjs/common';
import { Learner } from '../people/learner.entity.js';
import { restage } from '../people/restage.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere, Refused, StaleEdit } from '../shared/kernel/refusal.js';
import { centreOf } from './diagnoses.service.js';
import { placementOf } from './guard-names.js';
import { ownStepsOf } from './own-steps.js';
import { PlacementTest } from './placement-test.entity.js';
import { decidedSince, isAllowedAgain, placementRefusals } from './placement-rules.js';
import { Placement } from './placement.entity.js';
import { RetestPermit } from './retest-permit.entity.js';

export interface PlacementDecision {
  level: Level;
  /** Why, when the level is another one than Minka proposes, when there is no test, or when it was decided already. */
  reason: string | null;
  /** The decision that was the newest one when this was made; null: there was none; left out: whatever there is now. */
  basedOn?: Id | null | undefined;
}

/** A person decides on somebody's level; Minka only proposes. Each decision is a row of the history. */
@Injectable()
export class PlacementsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Places somebody, on the grounds of her newest finished test.
   * @throws Refused where a reason is wanted and none is given; StaleEdit when somebody decided meanwhile; NotThere for a stranger
   */
  decide(personId: Id, decision: PlacementDecision, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId));
      return this.decideIn(tx, personId, decision);
    }, options);
  }

  /** Lets her sit the test once more: it stays hers to begin, and what was found so far stays in the history. Who may already gets no second permit. */
  allowRetest(personId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, placementOf(personId));
      const centreId = centreOf(tx.actor);
      if (!await tx.manager.existsBy(Learner, { personId, centreId })) throw new NotThere('learner');
      if (isAllowedAgain(await ownStepsOf(tx.manager, centreId, personId))) return;
      await tx.insert(RetestPermit, { id: newId(), personId, centreId, allowedAt: tx.now, allowedBy: tx.actor.accountId });
      await restage(tx, personId);
    }, options);
  }

  private async decideIn(tx: Tx, personId: Id, { level, reason, basedOn }: PlacementDecision): Promise<Id> {
    const centreId = centreOf(tx.actor);
    if (!await tx.manager.existsBy(Learner, { personId, centreId })) throw new NotThere('learner');
    const test = await tx.manager.createQueryBuilder(PlacementTest, 'test')
      .where('test.personId = :personId AND test.finishedAt IS NOT NULL AND test.purpose = :purpose', { personId, purpose: 'placement' })
      .orderBy('test.finishedAt', 'DESC').addOrderBy('test.id', 'DESC').getOne();
    const decided = await tx.manager.findOne(Placement, { where: { personId }, order: { decidedAt: 'DESC', id: 'DESC' } });
    if (basedOn !== undefined && basedOn !== (decided?.id ?? null)) throw new StaleEdit(decided, { level, reason });
    const settled = decidedSince(test?.finishedAt ?? null, decided?.decidedAt ?? null);
    const refusals = placementRefusals({ level, proposed: test?.level ?? null, reason, settled });
    if (refusals.length > 0) throw new Refused(...refusals);
    const placement: Placement = {
      id: newId(), personId, centreId, level, proposedLevel: test?.level ?? null, testId: test?.id ?? null,
      decidedAt: tx.now, decidedBy: tx.actor.accountId, reason,
    };
    await tx.insert(Placement, placement);
    await restage(tx, personId);
    return placement.id;
  }
}
