import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { appendEntry, reverseEntry } from '../append-entries.js';
import { holdBook, refuseShortage } from '../balances.js';
import { ACCOUNT } from '../chart.js';
import { moved } from '../entry-rules.js';
import { LedgerEntry } from '../ledger-entry.entity.js';
import { openingNumber } from './journal.repository.js';
import { isMadeByHand, openingLines, openingRefusals, transferRefusals, type Opening, type OtherIncome, type Transfer } from './move-rules.js';

/** Books what is moved by hand. Each returns the number of its entry. */
@Injectable()
export class MovesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws Refused */
  transfer(centreId: Id, { from, to, amountCents, date, memo }: Transfer, options: UnitOptions): Promise<number> {
    return this.inBook(centreId, options, async (tx) => {
      refuseFor(transferRefusals({ from, to }));
      await refuseShortage(tx, centreId, { account: from, cents: amountCents, field: 'from' });
      return appendEntry(tx, centreId, { kind: 'transfer', reference: `transfer:${newId()}`, memo, date, lines: moved(from, to, amountCents) });
    });
  }

  /** @throws Refused */
  open(centreId: Id, opening: Opening, options: UnitOptions): Promise<number> {
    return this.inBook(centreId, options, async (tx) => {
      refuseFor(openingRefusals(opening, await openingNumber(tx.manager, centreId) !== null));
      return appendEntry(tx, centreId, { kind: 'opening', reference: `opening:${newId()}`, date: opening.date, lines: openingLines(opening) });
    });
  }

  /** @throws Refused */
  takeIn(centreId: Id, { account, amountCents, date, memo }: OtherIncome, options: UnitOptions): Promise<number> {
    return this.inBook(centreId, options, (tx) => (
      appendEntry(tx, centreId, { kind: 'other-income', reference: `income:${newId()}`, memo, date, lines: moved(ACCOUNT.otherIncome, account, amountCents) })));
  }

  /** Takes an entry back that was made by hand. @throws Refused for one that has a page of its own, or was taken back; NotThere */
  reverse(centreId: Id, number: number, reason: string, options: UnitOptions): Promise<number> {
    return this.inBook(centreId, options, async (tx) => {
      const entry = await tx.manager.findOneBy(LedgerEntry, { centreId, number });
      if (!entry) throw new NotThere('entry');
      if (!isMadeByHand(entry)) throw new Refused({ reason: 'ledger:refusals.own-page' });
      return reverseEntry(tx, centreId, entry.id, { reference: entry.reference, memo: reason });
    });
  }

  private inBook(centreId: Id, options: UnitOptions, write: (tx: Tx) => Promise<LedgerEntry>): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      await holdBook(tx, centreId);
      return (await write(tx)).number;
    }, options);
  }
}
