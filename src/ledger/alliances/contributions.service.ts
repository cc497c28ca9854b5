import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { appendEntry, reverseEntry } from '../append-entries.js';
import { dayRefusals, holdBook } from '../balances.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { Alliance } from './alliance.entity.js';
import { Contribution } from './contribution.entity.js';
import { contributionRefusals, giftCents, giftEntry, type ContributionDraft } from './contribution-rules.js';

/** Books what allies and others give, in money and in kind. */
@Injectable()
export class ContributionsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws Refused; NotThere for a promise of nobody's */
  receive(centreId: Id, draft: ContributionDraft, options: UnitOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdBook(tx, centreId);
      refuseFor([...contributionRefusals(draft), ...await dayRefusals(tx, centreId, draft.date)]);
      const { promiseId, giver, date, gift, note, fileId } = draft;
      const alliance = await allianceOf(tx, centreId, draft);
      const [id, name] = [newId(), alliance?.ally ?? giver];
      const entry = await appendEntry(tx, centreId, { ...giftEntry(gift), reference: `contribution:${id}`, memo: name, date });
      const nothing = { quantityHundredths: null, unit: null, unitValueCents: null, accountCode: null };
      await tx.insert(Contribution, {
        ...nothing, ...gift, id, centreId, allianceId: alliance?.id ?? null, promiseId, giver: name, cameOn: date, amountCents: giftCents(gift),
        note, fileId, entryId: entry.id, enteredAt: tx.now, enteredBy: tx.actor.accountId, reason: null, reversalEntryId: null, version: 1,
      });
      return id;
    }, options);
  }

  /** @throws Refused, NotThere */
  reverse(centreId: Id, id: Id, reason: string, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const known = await tx.manager.findOneBy(Contribution, { id, centreId });
      if (!known) throw new NotThere('contribution');
      if (known.reversalEntryId) throw new Refused({ reason: 'contributions:refusals.reversed' });
      const entry = await reverseEntry(tx, centreId, known.entryId, { reference: `contribution:${id}`, memo: reason });
      await tx.update(Contribution, known, { reason, reversalEntryId: entry.id });
    }, options);
  }
}

/** The alliance that it came of: that of the promise, or the newest with whoever gave. */
async function allianceOf(tx: Tx, centreId: Id, { promiseId, giver }: ContributionDraft): Promise<Alliance | null> {
  if (promiseId === null) return tx.manager.findOne(Alliance, { where: { centreId, ally: giver }, order: { startsOn: 'DESC' } });
  const promise = await tx.manager.findOneBy(AlliancePromise, { id: promiseId });
  const alliance = promise && await tx.manager.findOneBy(Alliance, { id: promise.allianceId, centreId });
  if (!alliance) throw new NotThere('promise');
  return alliance;
}
