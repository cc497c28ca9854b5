import { appendEntry, reverseEntry } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import type { Tx } from '../shared/database/tx.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere, refuseFor } from '../shared/kernel/refusal.js';
import { ChargePosting } from './charge-posting.entity.js';
import { Charge } from './charge.entity.js';
import { holdTill, openTill, tillToBookAt } from './open-till.js';
import { Payment } from './payment.entity.js';
import { changeCredit, postToCharges, type Posting } from './post-to-charges.js';
import { ReceiptVoid } from './receipt-void.entity.js';
import { Receipt } from './receipt.entity.js';
import { useCredits } from './use-credits.js';
import { voidGround } from './void-ground.js';
import { voidRefusals } from './void-rules.js';

/** What a payment settled of one charge. */
interface Settled {
  charge: Charge;
  cents: Cents;
}

/** Takes a payment back inside a unit of work whose first statements these are. @throws Refused, NotThere */
export async function voidReceipt(tx: Tx, centreId: Id, receiptId: Id, reason: string): Promise<{ entryId: Id }> {
  await holdTill(tx);
  // Held before anything is read: what was read first would be what stood there before a payment that this waits for.
  await tx.execute('UPDATE persons SET held = held + 1 WHERE id = (SELECT person_id FROM receipts WHERE id = ?)', [receiptId]);
  const receipt = isId(receiptId) ? await tx.manager.findOneBy(Receipt, { id: receiptId, centreId }) : null;
  if (!receipt) throw new NotThere('receipt');
  const payment = await tx.manager.findOneByOrFail(Payment, { id: receipt.paymentId });
  const settled = await settledBy(tx, payment);
  const ground = await voidGround(tx.manager, { centreId, accountId: tx.actor.accountId }, receiptId);
  refuseFor(voidRefusals(ground));
  const till = ground.cash ? await tillToBookAt(tx, centreId) : await openTill(tx.manager, centreId, tx.actor.accountId);
  const entry = await reverseEntry(tx, centreId, payment.entryId, { reference: `receipt:${receipt.id}`, memo: reason });
  await tx.insert(ReceiptVoid, {
    id: newId(), receiptId, centreId, reason, voidedAt: tx.now, voidedBy: tx.actor.accountId, entryId: entry.id, tillSessionId: till?.id ?? null,
  });
  if (payment.operationClaim !== null) await tx.update(Payment, payment, { operationClaim: null });
  await owedAgain(tx, payment, settled, entry.id);
  await changeCredit(tx, { centreId, personId: receipt.personId }, -ground.creditTaken);
  // What she has of other payments settles what is owed again: nobody holds credit and owes at once.
  await useCredits(tx, centreId, [receipt.personId]);
  return { entryId: entry.id };
}

async function settledBy(tx: Tx, { id }: Payment): Promise<Settled[]> {
  const postings = await tx.manager.findBy(ChargePosting, { paymentId: id, kind: 'payment' });
  const settled: Settled[] = [];
  for (const { chargeId, cents } of postings) settled.push({ charge: await tx.manager.findOneByOrFail(Charge, { id: chargeId }), cents: -cents });
  return settled;
}

/** A charge that is cancelled stays so: what the reversal makes open of it is covered by the credit that it had become. */
async function owedAgain(tx: Tx, payment: Payment, settled: readonly Settled[], entryId: Id): Promise<void> {
  const postings: Posting[] = settled.map(({ charge, cents }) => ({ charge, kind: 'void', cents, entryId, paymentId: payment.id }));
  await postToCharges(tx, postings);
  for (const { charge, cents } of settled.filter((part) => part.charge.cancelledAt !== null)) {
    const use = await appendEntry(tx, payment.centreId, {
      kind: 'credit-use', reference: `charge:${charge.id}`, lines: moved(ACCOUNT.feesOwed, ACCOUNT.learnersCredit, cents),
    });
    await postToCharges(tx, [{ charge, kind: 'credit', cents: -cents, entryId: use.id, paymentId: payment.id }]);
  }
}
