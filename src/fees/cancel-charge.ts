import { appendEntry, reverseEntry } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { DEFAULT_LOCALE, translator } from '../shared/web/i18n.js';
import { paidOf } from './charge-rules.js';
import { Charge } from './charge.entity.js';
import { changeCredit, postToCharges, type Posting } from './post-to-charges.js';
import { Waiver } from './waiver.entity.js';

/** Why a charge is taken back: `fees:charges.cancelled.WHY` says it in the ledger. */
export type CancelReason = 'withdrawn' | 'merged';

/**
 * Takes a charge back whole: its own entry and those of its waivers by their opposites, and what had been paid of it
 * becomes credit (see `useCredits`). Every account is as if she had never been charged.
 */
export async function cancelCharge(tx: Tx, charge: Charge, why: CancelReason): Promise<void> {
  const { centreId, personId, amountCents } = charge;
  const memo = translator(DEFAULT_LOCALE)(`fees:charges.cancelled.${why}`);
  const reference = `charge:${charge.id}`;
  const postings: Posting[] = [];
  const post = (cents: number, entryId: Id): unknown => postings.push({ charge, kind: 'cancellation', cents, entryId });
  const waivers = await tx.manager.findBy(Waiver, { chargeId: charge.id, state: 'granted' });
  const creditCents = paidOf({ ...charge, waivedCents: waivers.reduce((sum, { cents }) => sum + cents, 0) });
  for (const { entryId, cents, id } of waivers) {
    post(cents, (await reverseEntry(tx, centreId, entryId as Id, { reference: `waiver:${id}`, memo })).id);
  }
  if (creditCents > 0) {
    post(creditCents, (await appendEntry(tx, centreId, { kind: 'credit', reference, memo, lines: moved(ACCOUNT.learnersCredit, ACCOUNT.feesOwed, creditCents) })).id);
  }
  post(-amountCents, (await reverseEntry(tx, centreId, charge.entryId, { reference, memo })).id);
  await postToCharges(tx, postings);
  await tx.update(Charge, { ...charge }, { cancelledAt: tx.now });
  await changeCredit(tx, { centreId, personId }, creditCents);
}
