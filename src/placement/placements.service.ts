import { Injectable } from '@nestjs/common';
import { Learner } from '../people/learner.entity.js';
import { restage } from '../people/restage.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { centreOf } from './diagnoses.service.js';
import { PlacementTest } from './placement-test.entity.js';
import { placementRefusals } from './placement-rules.js';
import { Placement } from './placement.entity.js';

export interface PlacementDecision {
  level: Level;
  /** Why, when the level is another one than Minka proposes, or when there is no test. */
  reason: string | null;
}

/** A person decides on somebody's level; Minka only proposes. Each decision is a row of the history. */
@Injectable()
export class PlacementsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Places somebody, on the grounds of her newest finished test.
   * @throws Refused when the level differs from the proposed one without a reason; NotThere for a stranger
   */
  decide(personId: Id, decision: PlacementDecision, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run((tx) => this.decideIn(tx, personId, decision), options);
  }

  private async decideIn(tx: Tx, personId: Id, { level, reason }: PlacementDecision): Promise<Id> {
    const centreId = centreOf(tx.actor);
    if (!await tx.manager.existsBy(Learner, { personId, centreId })) throw new NotThere('learner');
    const test = await tx.manager.createQueryBuilder(PlacementTest, 'test')
      .where('test.personId = :personId AND test.finishedAt IS NOT NULL AND test.purpose = :purpose', { personId, purpose: 'placement' })
      .orderBy('test.startedAt', 'DESC').getOne();
    const refusals = placementRefusals({ level, proposed: test?.level ?? null, reason });
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
