import { appendEntry } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import { givenNamesFirst } from '../people/person-names.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { refuseFor } from '../shared/kernel/refusal.js';
import { CreditPayout } from './credit-payout.entity.js';
import { cashInTill, holdTill, tillToBookAt } from './open-till.js';
import { payoutRefusals } from './payout-rules.js';
import { PersonCredit } from './person-credit.entity.js';
import { changeCredit } from './post-to-charges.js';
import { holdPayer, payerOf } from './record-payment.js';
import type { TillSession } from './till-session.entity.js';

/** Hands somebody's whole credit back in cash, inside a unit of work whose first statements these are. @param seen what the page showed @throws Refused, NotThere */
export async function payOutCredit(tx: Tx, centreId: Id, { personId, seen }: { personId: Id; seen: Cents }): Promise<{ payoutId: Id }> {
  await holdTill(tx);
  await holdPayer(tx, personId);
  const payee = await payerOf(tx, centreId, personId);
  const credit = (await tx.manager.findOneBy(PersonCredit, { centreId, personId }))?.cents ?? 0;
  refuseFor(payoutRefusals({ credit, seen, inTill: await cashInTill(tx.manager, centreId, tx.actor.accountId) }));
  const till = await tillToBookAt(tx, centreId) as TillSession;
  const id = newId();
  const entry = await appendEntry(tx, centreId, { kind: 'refund', reference: `payout:${id}`, lines: moved(ACCOUNT.till, ACCOUNT.learnersCredit, credit) });
  await tx.insert(CreditPayout, {
    id, centreId, personId, personName: givenNamesFirst(payee), tillSessionId: till.id, cents: credit, paidOn: localDateAt(tx.now), paidAt: tx.now,
    paidBy: tx.actor.accountId, entryId: entry.id,
  });
  await changeCredit(tx, { centreId, personId }, -credit);
  return { payoutId: id };
}
