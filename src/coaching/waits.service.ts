import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { callBack } from '../shared/outbox/outbox.js';
import { BookingEvents } from './booking-events.js';
import { decideSlot, insertBooking, mustBeBookable, mustBeWithinLimit } from './booking-writes.js';
import { Booking } from './booking.entity.js';
import { CoachingOffer } from './coaching-offer.entity.js';
import { CoachingWait, type CoachingWishes } from './coaching-wait.entity.js';
import { mayActFor, type CoachingActor } from './coaching.policy.js';
import type { CoachingTopic } from './coaching-words.js';
import { readFacts, readRules } from './coaching-facts.repository.js';
import { freeSlots, spaced } from './free-slots.js';
import { endOffer } from './offer-writes.js';
import { endWait, Offering } from './offering.js';
import { ownBookings } from './own-limit.js';
import { SlotRace } from './slot-race.js';
import { SlotRefused } from './slot-refused.js';
import { NEAREST } from './booking-rules.js';
import { waitRefusals } from './waiting-rules.js';

/** Days on which somebody would like an hour, both included, and what she wishes of it. */
export interface WaitRequest {
  personId: Id;
  fromDate: string;
  toDate: string;
  wishes: CoachingWishes;
  topic: CoachingTopic;
}

type Options = Pick<UnitOptions, 'submission'>;

/** The waiting list: who waits for a full day is offered what gets free, in order, each until a deadline. */
@Injectable()
export class WaitsService implements OnModuleInit {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly race: SlotRace, private readonly events: BookingEvents,
    private readonly offering: Offering,
  ) {}

  /** What gets free is offered in the same unit of work; who has an hour on her days waits no more for them. */
  onModuleInit(): void {
    this.events.whenChanged(async (tx, kind, booking) => {
      if (kind === 'booked') await this.settle(tx, booking);
      if (kind === 'cancelled' || kind === 'moved') await this.offering.inOrder(tx, booking.centreId);
    });
  }

  /**
   * Puts somebody on the list; who asks by herself, only while she could book. @returns the wait's id
   * @throws Refused for days that nobody can wait for or that she waits for already; SlotRefused with the hours that are
   * free, when there are any; NotThere
   */
  ask(actor: CoachingActor, request: WaitRequest, options: Options = {}): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await hold(tx, ownBookings(request.personId));
      await mustBeBookable(tx, actor, request.personId);
      await mustBeWithinLimit(tx, actor, request.personId);
      refuseFor(waitRefusals(request, await readRules(tx.manager, actor.centreId), tx.now));
      await this.refuseNeedless(tx, actor.centreId, request);
      const { personId, fromDate, toDate, wishes, topic } = request;
      const wait: CoachingWait = {
        id: newId(), centreId: actor.centreId, personId, fromDate, toDate, wishes, topic, askedAt: tx.now, askedBy: actor.accountId,
        endedAt: null, endReason: null, version: 1,
      };
      await tx.insert(CoachingWait, wait);
      return wait.id;
    }, { actor, ...options });
  }

  /** She waits no more. @throws Refused when the wait is over, StaleEdit, NotThere */
  withdraw(actor: CoachingActor, waitId: Id, options: Options = {}): Promise<void> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      const wait = await tx.manager.findOneBy(CoachingWait, { id: waitId, centreId: actor.centreId });
      if (!wait || !mayActFor(actor, wait.personId)) throw new NotThere('wait');
      if (wait.endedAt !== null) throw new Refused({ reason: 'coaching:refusals.wait-over' });
      await endWait(tx, wait, 'withdrawn');
      await this.offering.inOrder(tx, actor.centreId);
    }, { actor, ...options }));
  }

  /**
   * Takes the hour that is offered. @returns the booking's id
   * @throws Refused when the offer's time is up, it was answered, or the hour no longer fits; NotThere
   */
  accept(actor: CoachingActor, offerId: Id, options: Options = {}): Promise<Id> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      const { offer, wait } = await this.openOffer(tx, actor, offerId);
      const { centreId, personId, coachId, workstationId, date, startsAt } = offer;
      // The hour and the coach were offered; another PC will do where that one is out of order by now.
      const { held } = await decideSlot(tx, centreId, { personId, date, startsAt, wishes: { coachId }, topic: wait.topic, prefer: { workstationId } }, offerId);
      await tx.update(CoachingOffer, offer, { outcome: 'accepted', answeredAt: tx.now });
      await callBack(tx, offer.id);
      await tx.update(CoachingWait, wait, { endedAt: tx.now, endReason: 'booked' });
      const making = { centreId, personId, topic: wait.topic, through: 'offer' as const, offerId };
      const booking = await insertBooking(tx, making, held, actor.side);
      await this.events.changed(tx, 'booked', booking, null);
      return booking.id;
    }, { actor, ...options }));
  }

  /** Lets the hour pass; she goes on waiting for another, and it is offered to the next. @throws as `accept` */
  decline(actor: CoachingActor, offerId: Id, options: Options = {}): Promise<void> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      const { offer } = await this.openOffer(tx, actor, offerId);
      await endOffer(tx, offer, 'declined');
      await this.offering.inOrder(tx, actor.centreId);
    }, { actor, ...options }));
  }

  private async openOffer(tx: Tx, actor: CoachingActor, id: Id): Promise<{ offer: CoachingOffer; wait: CoachingWait }> {
    const offer = await tx.manager.findOneBy(CoachingOffer, { id, centreId: actor.centreId });
    if (!offer || !mayActFor(actor, offer.personId)) throw new NotThere('offer');
    if (offer.outcome === 'expired' || (offer.answeredAt === null && offer.expiresAt <= tx.now)) {
      throw new Refused({ reason: 'coaching:refusals.offer-expired' });
    }
    if (offer.answeredAt !== null) throw new Refused({ reason: 'coaching:refusals.offer-answered' });
    return { offer, wait: await tx.manager.findOneByOrFail(CoachingWait, { id: offer.waitId }) };
  }

  private async refuseNeedless(tx: Tx, centreId: Id, { personId, wishes, topic, fromDate, toDate }: WaitRequest): Promise<void> {
    const waits = await tx.manager.existsBy(CoachingWait, {
      personId, centreId, endedAt: IsNull(), fromDate: LessThanOrEqual(toDate), toDate: MoreThanOrEqual(fromDate),
    });
    if (waits) throw new Refused({ field: 'fromDate', reason: 'coaching:refusals.waits-already' });
    const facts = await readFacts(tx.manager, { centreId, from: fromDate, to: toDate, personIds: [personId], now: tx.now });
    const free = freeSlots({ personId, wishes, topic, from: fromDate, to: toDate }, facts, tx.now);
    if (free.length > 0) throw new SlotRefused([{ field: 'fromDate', reason: 'coaching:refusals.wait-needless' }], spaced(free).slice(0, NEAREST));
  }

  private async settle(tx: Tx, { centreId, personId, date }: Booking): Promise<void> {
    const waits = await tx.manager.findBy(CoachingWait, {
      personId, centreId, endedAt: IsNull(), fromDate: LessThanOrEqual(date), toDate: MoreThanOrEqual(date),
    });
    for (const wait of waits) await endWait(tx, wait, 'booked');
  }
}
