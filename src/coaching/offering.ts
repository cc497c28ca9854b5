import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { readFacts } from './coaching-facts.repository.js';
import { CoachingOffer } from './coaching-offer.entity.js';
import { CoachingWait } from './coaching-wait.entity.js';
import { takeCells } from './held-cells.js';
import { endOffer, expireOffers } from './offer-writes.js';
import { OfferNotices } from './offer-notices.js';
import { offersFor, type OfferedHour } from './waiting-rules.js';

/** Offers what is free to who waits. */
@Injectable()
export class Offering {
  constructor(private readonly notices: OfferNotices) {}

  /**
   * Brings a centre's waiting list up to date: offers whose time is up end, so do waits whose days are over, and what is
   * free is offered in the order in which people asked. Does nothing the second time. @returns the offers that it made
   */
  async inOrder(tx: Tx, centreId: Id): Promise<CoachingOffer[]> {
    await expireOffers(tx, centreId);
    const waits = await tx.manager.find(CoachingWait, { where: { centreId, endedAt: IsNull() }, order: { askedAt: 'ASC', id: 'ASC' } });
    if (waits.length === 0) return [];
    const today = localDateAt(tx.now);
    for (const wait of waits) if (wait.toDate < today) await endWait(tx, wait, 'expired');
    const open = waits.filter(({ toDate }) => toDate >= today);
    const offers = groupBy(await tx.manager.findBy(CoachingOffer, { waitId: In(open.map(({ id }) => id)) }), ({ waitId }) => waitId);
    const idle = open.map((wait) => ({ ...wait, letPass: offers.get(wait.id) ?? [] }))
      .filter(({ letPass }) => letPass.every(({ answeredAt }) => answeredAt !== null));
    if (idle.length === 0) return [];
    const span = { from: today, to: idle.reduce((last, { toDate }) => (toDate > last ? toDate : last), today) };
    const facts = await readFacts(tx.manager, { centreId, ...span, personIds: idle.map(({ personId }) => personId) });
    const made: CoachingOffer[] = [];
    for (const offering of offersFor(idle, facts, tx.now)) {
      const offer = await this.make(tx, centreId, offering);
      if (offer) made.push(offer);
    }
    return made;
  }

  /** @returns null when somebody else has an hour for her, or she waits no more */
  private async make(tx: Tx, centreId: Id, { wait, held, expiresAt }: OfferedHour<CoachingWait & { letPass: CoachingOffer[] }>): Promise<CoachingOffer | null> {
    // Whoever makes one of two offers for a wait changes its row first, so that the other sees that it is not as it was.
    const mine = await tx.execute('UPDATE coaching_waits SET version = version + 1 WHERE id = ? AND version = ? AND ended_at IS NULL', [wait.id, wait.version]);
    if (mine === 0) return null;
    const { date, startsAt, endsAt, coachId, workstationId, personId } = held;
    const offer: CoachingOffer = {
      id: newId(), waitId: wait.id, centreId, personId, coachId, workstationId, date, startsAt, endsAt, offeredAt: tx.now, expiresAt,
      answeredAt: null, outcome: null, version: 1,
    };
    await tx.insert(CoachingOffer, offer);
    await takeCells(tx, offer.id, held);
    await this.notices.tell(tx, offer);
    return offer;
  }
}

/** Ends a wait; an hour that is offered for it is free again. @throws StaleEdit when somebody was quicker */
export async function endWait(tx: Tx, wait: CoachingWait, endReason: NonNullable<CoachingWait['endReason']>): Promise<void> {
  await tx.update(CoachingWait, wait, { endedAt: tx.now, endReason });
  const open = await tx.manager.findBy(CoachingOffer, { waitId: wait.id, answeredAt: IsNull() });
  for (const offer of open) await endOffer(tx, offer, 'withdrawn');
}
