import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { daysBetween, formatLocalDate, instantAt, isLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { overlaps } from '../shared/kernel/time-range.js';
import type { Span } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import type { CoachingWishes } from './coaching-wait.entity.js';
import type { CoachingTopic } from './coaching-words.js';
import { bookableDates, freeSlots, type FreeSlot } from './free-slots.js';
import { cellsWithTurn, heldBy, type HeldTurn } from './held-cells.js';
import { wakingFrom } from './reminder-rules.js';

/** Somebody who waits, as far as it decides what is offered to her. */
export interface Waiting {
  id: Id;
  personId: Id;
  fromDate: LocalDate;
  toDate: LocalDate;
  wishes: CoachingWishes;
  topic: CoachingTopic;
  /** Hours that she let pass: they are not offered to her again. */
  letPass: readonly Span[];
}

/** An hour that is kept for somebody. */
export interface OfferedHour<W extends Waiting> {
  wait: W;
  slot: FreeSlot;
  held: HeldTurn;
  expiresAt: Instant;
}

/** An hour so near that nobody could answer in time is not offered; somebody at the desk may still book it. */
const TIME_TO_ANSWER = 30 * 60_000;

/**
 * What is offered to whom, who has waited longest first, but whoever let hours pass behind those who had none yet: else one
 * who does not answer would keep the only hour of a day from all others. To each the soonest hour of her days that is as
 * she wishes and that nobody before her is offered.
 * @param waits in the order in which they asked, without those to whom an hour is offered already
 */
export function offersFor<W extends Waiting>(waits: readonly W[], facts: CoachingFacts, now: Instant): OfferedHour<W>[] {
  const offers: OfferedHour<W>[] = [];
  let known = facts;
  for (const wait of waits.toSorted((a, b) => a.letPass.length - b.letPass.length)) {
    const slot = hoursFor(wait, known, now).find((one) => deadlineOf(one, facts.rules, now) - wakingFrom(now) >= timeToAnswer(facts.rules));
    if (!slot) continue;
    const held = heldBy(known, slot, wait.personId);
    known = { ...known, holds: [...known.holds, ...cellsWithTurn(held).map((cell) => ({ ...cell, holderId: wait.id }))] };
    offers.push({ wait, slot, held, expiresAt: deadlineOf(slot, facts.rules, now) });
  }
  return offers;
}

/** The hours of her days that are free and as somebody who waits wishes, the soonest first, but for those that she let pass. */
export function hoursFor({ personId, wishes, topic, fromDate, toDate, letPass }: Waiting, facts: CoachingFacts, now: Instant): FreeSlot[] {
  return freeSlots({ personId, wishes, topic, from: fromDate, to: toDate }, facts, now)
    .filter((one) => !letPass.some((hour) => hour.date === one.date && overlaps(rangeOf(hour), rangeOf(one))));
}

/** Until when an offer stands: so long as the centre says from when she can hear of it, and no longer than the hour can be booked. */
function deadlineOf({ date, startsAt }: Pick<Span, 'date' | 'startsAt'>, { offerMinutes, noticeMinutes }: CoachingRules, now: Instant): Instant {
  return Math.min(wakingFrom(now) + offerMinutes * 60_000, instantAt(date, startsAt) - noticeMinutes * 60_000);
}

function timeToAnswer({ offerMinutes }: CoachingRules): number {
  return Math.min(TIME_TO_ANSWER, offerMinutes * 60_000);
}

/** Days that somebody can wait for: in order, not past, within the horizon. */
export function waitRefusals({ fromDate, toDate }: Pick<Waiting, 'fromDate' | 'toDate'>, rules: CoachingRules, now: Instant): Refusal[] {
  if (!isLocalDate(fromDate)) return [{ field: 'fromDate', reason: 'coaching:refusals.not-a-date' }];
  if (!isLocalDate(toDate)) return [{ field: 'toDate', reason: 'coaching:refusals.not-a-date' }];
  if (toDate < fromDate) return [{ field: 'toDate', reason: 'coaching:refusals.wait-ends-first' }];
  if (daysBetween(localDateAt(now), toDate) < 0) return [{ field: 'toDate', reason: 'coaching:refusals.day-past' }];
  const last = bookableDates(rules, now).at(-1) as LocalDate;
  return toDate > last ? [{ field: 'toDate', reason: 'coaching:refusals.too-far', params: { date: formatLocalDate(last) } }] : [];
}

function rangeOf({ startsAt, endsAt }: Span): { from: string; to: string } {
  return { from: startsAt, to: endsAt };
}
