import { Inject, Injectable } from '@nestjs/common';
import { Learner } from '../people/learner.entity.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { changeRefusals, provingRefusals, tellingRefusals, type ActionDraft } from './action-rules.js';
import type { EnteredThrough } from './action-words.js';
import { organisationsOf } from './actions.repository.js';
import { CivicAction } from './civic-action.entity.js';

/** An action on record as somebody looked at it. */
export interface SeenAction {
  id: Id;
  version: number;
  /** Only where it is hers: a learner finds no other. */
  ofPerson?: Id;
}

/** What people did with what they learned: told, corrected, proved. */
@Injectable()
export class ActionsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns its id @throws Refused; NotThere for somebody whom the centre does not know */
  tell(centreId: Id, personId: Id, draft: ActionDraft, through: EnteredThrough, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      if (!await tx.manager.existsBy(Learner, { personId, centreId })) throw new NotThere('person');
      refuseFor(tellingRefusals(draft, localDateAt(tx.now), await organisationsOfPerson(tx, centreId, personId)));
      const action: CivicAction = {
        id: newId(), centreId, personId, ...draft, enteredThrough: through, enteredAt: tx.now, enteredBy: tx.actor.accountId,
        review: 'unseen', reviewedAt: null, reviewedBy: null, reviewReason: null, version: 1,
      };
      await tx.insert(CivicAction, action);
      return action.id;
    }, options);
  }

  /** Corrects what was told; whoever has seen it before has to see it again. @throws Refused, StaleEdit, NotThere */
  change(centreId: Id, seen: SeenAction, draft: ActionDraft, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const action = await actionOf(tx, centreId, seen);
      refuseFor([...changeRefusals(action), ...tellingRefusals(draft, localDateAt(tx.now), [...await organisationsOfPerson(tx, centreId, action.personId), action.organisationId ?? ''])]);
      await tx.update(CivicAction, action, { ...draft, review: 'unseen', reviewedAt: null, reviewedBy: null, reviewReason: null });
    }, options);
  }

  /** Somebody of the staff has seen what proves it. @param provingPersonId her own person, if she has one @throws Refused, StaleEdit, NotThere */
  prove(centreId: Id, seen: SeenAction, evidence: string | null, provingPersonId: Id | null, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const action = await actionOf(tx, centreId, seen);
      refuseFor(provingRefusals(action, evidence, provingPersonId));
      await tx.update(CivicAction, action, { evidence, review: 'proved', reviewedAt: tx.now, reviewedBy: tx.actor.accountId, reviewReason: null });
    }, options);
  }

  /** It cannot count as it stands, also where it counted before. @throws StaleEdit, NotThere */
  doubt(centreId: Id, seen: SeenAction, reason: string, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const action = await actionOf(tx, centreId, seen);
      await tx.update(CivicAction, action, { review: 'wrong', reviewedAt: tx.now, reviewedBy: tx.actor.accountId, reviewReason: reason });
    }, options);
  }
}

/** As it is on record, with the version that was looked at: so a change upon an older one is refused. */
async function actionOf(tx: Tx, centreId: Id, { id, version, ofPerson }: SeenAction): Promise<CivicAction> {
  const action = isId(id) ? await tx.manager.findOneBy(CivicAction, { id, centreId, ...(ofPerson ? { personId: ofPerson } : {}) }) : null;
  if (!action) throw new NotThere('action');
  return { ...action, version };
}

async function organisationsOfPerson(tx: Tx, centreId: Id, personId: Id): Promise<Id[]> {
  return (await organisationsOf(tx.manager, centreId, personId)).map(({ id }) => id);
}
