import { LessThanOrEqual, IsNull } from 'typeorm';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { callBack } from '../shared/outbox/outbox.js';
import { CoachingOffer } from './coaching-offer.entity.js';
import type { OFFER_OUTCOMES } from './coaching-words.js';
import { freeCells } from './held-cells.js';

/** Puts down that the time of offers is up and gives their hours free. One query when there are none. @returns how many */
export async function expireOffers(tx: Tx, centreId: Id): Promise<number> {
  const overdue = await tx.manager.find(CoachingOffer, {
    where: { centreId, answeredAt: IsNull(), expiresAt: LessThanOrEqual(tx.now) }, order: { id: 'ASC' },
  });
  for (const offer of overdue) await endOffer(tx, offer, 'expired');
  return overdue.length;
}

/** Ends an offer that became no booking: its hour is free again, and who was not told of it yet is not told any more. @throws StaleEdit when somebody was quicker */
export async function endOffer(tx: Tx, offer: CoachingOffer, outcome: Exclude<(typeof OFFER_OUTCOMES)[number], 'accepted'>): Promise<void> {
  await tx.update(CoachingOffer, offer, { outcome, answeredAt: tx.now });
  await freeCells(tx, offer.id);
  await callBack(tx, offer.id);
}
