import { MoreThanOrEqual } from 'typeorm';
import { Learner } from '../people/learner.entity.js';
import { mustHold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, Refused, refuseFor } from '../shared/kernel/refusal.js';
import { BookingEvent } from './booking-event.entity.js';
import { Booking } from './booking.entity.js';
import { rulingOn, type SlotRequest } from './booking-rules.js';
import { quarterOf } from './coaching-cells.js';
import { readFacts } from './coaching-facts.repository.js';
import { mayActFor, type CoachingActor } from './coaching.policy.js';
import type { BookingChannel, CoachingTopic, Side } from './coaching-words.js';
import { dayBoards, type DayBoard } from './day-board.js';
import { freePcs, type FreeSlot } from './free-slots.js';
import { expireOffers } from './offer-writes.js';
import { heldBy, passCells, takeCells, type HeldTurn } from './held-cells.js';
import { ownBookings, ownLimitRefusals } from './own-limit.js';

/** How a booking comes about. */
export interface BookingMaking {
  centreId: Id;
  personId: Id;
  topic: CoachingTopic;
  through: BookingChannel;
  seriesId?: Id | null;
  /** The offer that it was, whose cells it takes over. */
  offerId?: Id;
}

/** The slot that a request gets, decided upon what is taken now. @throws Refused with every reason */
export async function decideSlot(tx: Tx, centreId: Id, request: SlotRequest, exceptHolder?: Id): Promise<{ slot: FreeSlot; held: HeldTurn }> {
  await expireOffers(tx, centreId);
  const { date, personId } = request;
  const facts = await readFacts(tx.manager, { centreId, from: date, to: date, personIds: [personId], exceptHolder });
  const ruling = rulingOn(request, facts, tx.now);
  refuseFor(ruling.refusals);
  const slot = ruling.slot as FreeSlot;
  return { slot, held: heldBy(facts, slot, personId) };
}

/** A PC that is free at the hour of a booking, other than hers. @throws Refused when there is none */
export async function otherPc(tx: Tx, { id, centreId, date, startsAt, endsAt, workstationId }: Booking): Promise<Id> {
  await expireOffers(tx, centreId);
  const facts = await readFacts(tx.manager, { centreId, from: date, to: date, personIds: [], exceptHolder: id });
  const [board] = dayBoards(facts, [date]) as [DayBoard];
  const found = freePcs(board, {}, { from: quarterOf(startsAt), to: quarterOf(endsAt) }).find((pc) => pc.id !== workstationId);
  if (!found) throw new Refused({ field: 'workstationId', reason: 'coaching:refusals.pcs-taken' });
  return found.id;
}

/** A new booking upon cells that it takes; its event with it. */
export async function insertBooking(tx: Tx, making: BookingMaking, held: HeldTurn, side: Side): Promise<Booking> {
  const booking = newBooking(tx, making, held);
  await tx.insert(Booking, booking);
  if (making.offerId) await passCells(tx, making.offerId, booking.id);
  await takeCells(tx, booking.id, held);
  await noteEvent(tx, booking, { kind: 'booked', side });
  return booking;
}

/** A booking that is not written yet. */
function newBooking(
  tx: Tx, { centreId, personId, topic, through, seriesId = null }: BookingMaking,
  { date, startsAt, endsAt, coachId, workstationId }: Pick<HeldTurn, 'date' | 'startsAt' | 'endsAt' | 'coachId' | 'workstationId'>,
): Booking {
  return {
    id: newId(), centreId, personId, coachId, workstationId, date, startsAt, endsAt, topic, status: 'booked', seriesId,
    bookedThrough: through, bookedAt: tx.now, bookedBy: tx.actor.accountId, version: 1,
  };
}

export type EventWords = Pick<BookingEvent, 'kind' | 'side'> & Partial<Pick<BookingEvent, 'reason' | 'late' | 'was'>>;

/** Puts down what happened to a booking. */
export async function noteEvent(tx: Tx, { id, centreId }: Booking, { reason = null, late = 0, was = null, ...words }: EventWords): Promise<void> {
  await tx.insert(BookingEvent, {
    id: newId(), bookingId: id, centreId, reason, late, was, ...words, happenedAt: tx.now, madeBy: tx.actor.accountId,
  });
}

/** What happened to a booking, the first first. */
export function eventsOf(tx: Tx, bookingId: Id): Promise<BookingEvent[]> {
  return tx.manager.find(BookingEvent, { where: { bookingId }, order: { happenedAt: 'ASC', id: 'ASC' } });
}

/** A booking of the actor's centre that is hers to change. @throws NotThere */
export async function bookingOf(tx: Tx, actor: CoachingActor, id: Id): Promise<Booking> {
  const booking = await tx.manager.findOneBy(Booking, { id, centreId: actor.centreId });
  if (!booking || !mayActFor(actor, booking.personId)) throw new NotThere('booking');
  return booking;
}

/** That somebody who asks by herself has not as many hours to come as she can have. Before it `ownBookings` is held. @throws Refused */
export async function mustBeWithinLimit(tx: Tx, { centreId, side }: CoachingActor, personId: Id): Promise<void> {
  if (side !== 'learner') return;
  mustHold(tx, ownBookings(personId));
  const bookings = await tx.manager.findBy(Booking, { personId, centreId, status: 'booked', date: MoreThanOrEqual(localDateAt(tx.now)) });
  refuseFor(ownLimitRefusals(bookings, tx.now));
}

/** A person whom the actor may book for at her centre. @throws NotThere */
export async function mustBeBookable(tx: Tx, actor: CoachingActor, personId: Id): Promise<void> {
  const known = mayActFor(actor, personId) && await tx.manager.existsBy(Learner, { personId, centreId: actor.centreId });
  if (!known) throw new NotThere('person');
}
