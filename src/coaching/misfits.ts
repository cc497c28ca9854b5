import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { Booking } from './booking.entity.js';
import { closingRefusals, partyRefusals, type Quarters } from './booking-rules.js';
import { cellsOf, pcResource, quarterOf } from './coaching-cells.js';
import type { WantedException } from './coach-exceptions.js';
import type { CoachFacts, CoachingFacts, TaughtSession } from './coaching-facts.js';
import { dayBoards, type DayBoard } from './day-board.js';
import { freePcs } from './free-slots.js';

/** The parts of a booking that decide whether it still fits. */
export type BookedHour = Pick<Booking, 'date' | 'startsAt' | 'endsAt' | 'personId' | 'coachId' | 'workstationId'>;

/** A booking that is still to be kept. */
export type StandingBooking = BookedHour & { id: Id };

export interface Misfit<B extends BookedHour> {
  booking: B;
  reasons: Refusal[];
}

/** Whether nothing but its PC is in the way, and there are others: another one is a press of the desk's away, and nobody needs another hour. */
export function needsOnlyAPc({ reasons }: Pick<Misfit<BookedHour>, 'reasons'>): boolean {
  return reasons.every(({ field }) => field === 'workstationId');
}

/** The bookings, by their ids, that cannot be held at their hour. */
export function withoutTheirHour(unfit: readonly Misfit<StandingBooking>[]): ReadonlySet<Id> {
  return new Set(unfit.filter((misfit) => !needsOnlyAPc(misfit)).map(({ booking }) => booking.id));
}

/**
 * The bookings that no longer fit what was changed after them: a holiday, the hours, a coach who is away, teaches then or
 * has stopped, a PC that is out of order or that a group needs, a session of the person's own. That a booked PC counts
 * among those of open access by now is no reason.
 */
export function misfits<B extends BookedHour>(bookings: readonly B[], facts: CoachingFacts): Misfit<B>[] {
  const asTheyStand: CoachingFacts = { ...facts, holds: [], rules: { ...facts.rules, openAccessPcs: 0 } };
  const dates = [...new Set(bookings.map(({ date }) => date))];
  const boards = new Map(dayBoards(asTheyStand, dates).map((board) => [board.date, board]));
  return bookings.map((booking) => ({ booking, reasons: reasonsAgainst(booking, asTheyStand, boards.get(booking.date) as DayBoard) }))
    .filter(({ reasons }) => reasons.length > 0)
    .map((misfit) => (needsOnlyAPc(misfit) && !hasAnotherPc(misfit.booking, bookings, facts) ? { ...misfit, reasons: [...misfit.reasons, NO_OTHER_PC] } : misfit));
}

/** Then it is the hour that cannot be held. */
const NO_OTHER_PC: Refusal = { field: 'startsAt', reason: 'coaching:refusals.pcs-taken' };

/** Whether the desk finds her another PC at her hour, besides those at which others are booked. */
function hasAnotherPc(booking: BookedHour, bookings: readonly BookedHour[], facts: CoachingFacts): boolean {
  const holds = bookings.filter((other) => other !== booking && other.date === booking.date)
    .flatMap((other) => cellsOf(other).map((cell) => ({ resource: pcResource(other.workstationId), cell, holderId: '' })));
  const [board] = dayBoards({ ...facts, holds }, [booking.date]) as [DayBoard];
  return freePcs(board, {}, quartersIn(booking)).some(({ id }) => id !== booking.workstationId);
}

function quartersIn({ startsAt, endsAt }: BookedHour): Quarters {
  return { from: quarterOf(startsAt), to: quarterOf(endsAt) };
}

/** A class that would be held besides those that are planned. One that stands already only gains who sits in it, where a session is planned. */
export type ComingClass = Omit<TaughtSession, 'seats'> & { memberIds: readonly Id[]; stands: boolean };

/** The bookings that fit as things are and would no longer when classes were held. */
export function displacedBy<B extends BookedHour>(bookings: readonly B[], facts: CoachingFacts, classes: readonly ComingClass[]): B[] {
  const already = new Set(misfits(bookings, facts).map(({ booking }) => booking));
  return misfits(bookings, withClasses(facts, classes)).map(({ booking }) => booking).filter((booking) => !already.has(booking));
}

function withClasses(facts: CoachingFacts, classes: readonly ComingClass[]): CoachingFacts {
  const at = ({ date, startsAt, roomId }: Omit<TaughtSession, 'seats'>): string => `${date} ${startsAt} ${roomId}`;
  const planned = new Set(facts.sessions.map(at));
  const held = classes.filter((one) => !one.stands || planned.has(at(one)));
  return {
    ...facts,
    sessions: [...facts.sessions, ...held.map(({ memberIds, date, startsAt, endsAt, roomId, trainerId }) => ({ date, startsAt, endsAt, roomId, trainerId, seats: memberIds.length }))],
    sittings: [...facts.sittings, ...held.flatMap(({ memberIds, date, startsAt, endsAt }) => memberIds.map((personId) => ({ personId, date, startsAt, endsAt })))],
  };
}

/** The bookings that lie outside of their coach's hours of the week and her extra ones. */
export function outsideHours<B extends BookedHour>(bookings: readonly B[], facts: CoachingFacts): B[] {
  return misfits(bookings, facts).filter(({ reasons }) => reasons.some(({ reason }) => reason === 'coaching:refusals.coach-hours')).map(({ booking }) => booking);
}

/** The facts as they are when a coach's extra hours are told no more. */
export function withoutExtra(facts: CoachingFacts, coachId: Id, { fromDate, toDate, hours }: WantedException): CoachingFacts {
  const told = ({ kind, date, fromTime, toTime }: CoachFacts['exceptions'][number]): boolean => (
    kind === 'extra' && fromDate <= date && date <= toDate && fromTime === (hours?.from ?? null) && toTime === (hours?.to ?? null));
  return { ...facts, coaches: facts.coaches.map((coach) => (coach.id === coachId ? { ...coach, exceptions: coach.exceptions.filter((day) => !told(day)) } : coach)) };
}

function reasonsAgainst(booking: BookedHour, facts: CoachingFacts, board: DayBoard): Refusal[] {
  const { date, startsAt, personId, coachId, workstationId } = booking;
  const request = { personId, date, startsAt, workstationId, wishes: { coachId } };
  return [...closingRefusals(booking, facts.calendar), ...partyRefusals(request, facts, board, quartersIn(booking))]
    // She is expected then: how many others the coach takes that day is another matter.
    .filter(({ reason }) => reason !== 'coaching:refusals.coach-full');
}
