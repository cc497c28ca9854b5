import type { Refusal } from '../shared/kernel/refusal.js';
import type { Instant } from '../shared/kernel/clock.js';
import { instantAt, localDateAt } from '../shared/kernel/local-date.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import type { BookingEventKind, BookingStatus, Side } from './coaching-words.js';

/** What can be done with a booking. */
export type BookingAct = 'move' | 'reseat' | 'cancel' | 'arrive' | 'finish' | 'no-show' | 'undo';

/** When it can be done, by the clock of the centre: until it begins, from its date on, from when it begins, or at any time. */
type When = 'before' | 'from-that-day' | 'begun' | 'any';

export interface Transition {
  act: BookingAct;
  from: BookingStatus;
  /** `before`: what it was before, as its events tell it. */
  to: BookingStatus | 'before';
  when: When;
  who: readonly Side[];
  event: BookingEventKind;
}

const BOTH = ['learner', 'staff'] as const;
const STAFF = ['staff'] as const;

/** The life of a booking. What is not in the table cannot be done; a cancelled hour was given free and is booked anew. */
export const TRANSITIONS: readonly Transition[] = [
  { act: 'move', from: 'booked', to: 'booked', when: 'before', who: BOTH, event: 'moved' },
  { act: 'reseat', from: 'booked', to: 'booked', when: 'any', who: STAFF, event: 'moved' },
  { act: 'cancel', from: 'booked', to: 'cancelled', when: 'before', who: BOTH, event: 'cancelled' },
  { act: 'arrive', from: 'booked', to: 'arrived', when: 'from-that-day', who: STAFF, event: 'arrived' },
  { act: 'finish', from: 'booked', to: 'done', when: 'begun', who: STAFF, event: 'done' },
  { act: 'finish', from: 'arrived', to: 'done', when: 'begun', who: STAFF, event: 'done' },
  { act: 'no-show', from: 'booked', to: 'no-show', when: 'begun', who: STAFF, event: 'no-show' },
  { act: 'undo', from: 'arrived', to: 'booked', when: 'any', who: STAFF, event: 'undone' },
  { act: 'undo', from: 'done', to: 'before', when: 'any', who: STAFF, event: 'undone' },
  { act: 'undo', from: 'no-show', to: 'booked', when: 'any', who: STAFF, event: 'undone' },
];

/** A booking as far as its life goes. */
export interface BookingState {
  status: BookingStatus;
  date: string;
  startsAt: string;
}

/** What may be done with a booking now, by somebody on a side. */
export function possibleActs(booking: BookingState, side: Side, now: Instant): BookingAct[] {
  return TRANSITIONS.filter((line) => line.from === booking.status && line.who.includes(side) && isTime(line.when, booking, now)).map(({ act }) => act);
}

/** The transition that an act is, or why it cannot be done. */
export function transitionFor(
  act: BookingAct, booking: BookingState, side: Side, now: Instant,
): { transition: Transition } | { refusal: Refusal } {
  const lines = TRANSITIONS.filter((line) => line.act === act && line.from === booking.status && line.who.includes(side));
  const transition = lines.find(({ when }) => isTime(when, booking, now));
  if (transition) return { transition };
  const [line] = lines;
  if (!line) return { refusal: { reason: `coaching:refusals.is-${booking.status}` } };
  return { refusal: { reason: `coaching:refusals.${line.when === 'before' ? 'begun' : 'not-yet'}` } };
}

/** What a booking was before the last thing that was said of it. @param events what happened to it, the first first */
export function statusBefore(events: readonly { kind: BookingEventKind }[]): BookingStatus {
  const said: BookingStatus[] = ['booked'];
  for (const { kind } of events) {
    if (kind === 'undone') said.pop();
    else if (kind === 'arrived' || kind === 'done' || kind === 'no-show') said.push(kind);
  }
  return said.at(-2) ?? 'booked';
}

/** True for a cancellation after the time until which it is free of blame. */
export function isLate({ date, startsAt }: BookingState, { freeCancelHours }: CoachingRules, now: Instant): boolean {
  return now > freeUntil({ date, startsAt }, { freeCancelHours });
}

/** Until when a booking can be cancelled free of blame. */
export function freeUntil({ date, startsAt }: Pick<BookingState, 'date' | 'startsAt'>, { freeCancelHours }: Pick<CoachingRules, 'freeCancelHours'>): Instant {
  return instantAt(date, startsAt) - freeCancelHours * 3_600_000;
}

function isTime(when: When, { date, startsAt }: BookingState, now: Instant): boolean {
  if (when === 'any') return true;
  if (when === 'from-that-day') return localDateAt(now) >= date;
  const begun = now >= instantAt(date, startsAt);
  return when === 'begun' ? begun : !begun;
}
