import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { Cents } from '../shared/kernel/money.js';
import { ChargePosting, type PostingKind } from './charge-posting.entity.js';
import { Charge } from './charge.entity.js';
import { PersonCredit } from './person-credit.entity.js';

/** What changes what is open of a charge; its entry stands in the ledger already. */
export interface Posting {
  charge: Charge;
  kind: Exclude<PostingKind, 'charge'>;
  /** Added to what is open: negative for what is paid or waived. */
  cents: Cents;
  entryId: Id;
  paymentId?: Id;
}

/**
 * Writes what changes charges, and what is open of each from now on: the only way to change it. The caller's rule has
 * seen to it that nothing open becomes negative.
 * @throws StaleEdit when a charge was changed since it was loaded
 */
export async function postToCharges(tx: Tx, postings: readonly Posting[]): Promise<void> {
  for (const { charge, cents } of postings) {
    const openCents = charge.openCents + cents;
    if (openCents < 0) throw new Error('more was posted to a charge than is open of it');
    Object.assign(charge, await tx.update(Charge, { ...charge }, { openCents }));
  }
  if (postings.length === 0) return;
  await tx.insert(ChargePosting, postings.map(({ charge, kind, cents, entryId, paymentId }) => ({
    id: newId(), chargeId: charge.id, kind, cents, entryId, paymentId: paymentId ?? null, postedAt: tx.now, postedBy: tx.actor.accountId,
  })));
}

/** Adds to what a centre holds for somebody, or takes from it. @throws Error when it would become negative: a rule has to see to that first */
export async function changeCredit(tx: Tx, { centreId, personId }: { centreId: Id; personId: Id }, cents: Cents): Promise<void> {
  if (cents === 0) return;
  const before = await tx.manager.findOneBy(PersonCredit, { centreId, personId });
  const after = (before?.cents ?? 0) + cents;
  if (after < 0) throw new Error('more credit was taken than somebody has');
  if (before) await tx.update(PersonCredit, before, { cents: after });
  else await tx.insert(PersonCredit, { id: newId(), centreId, personId, cents: after, version: 1 });
}
