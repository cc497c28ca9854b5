import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { BookingState } from './booking-states.js';
import type { Span } from './coaching-cells.js';
import { spaced, type FreeSlot } from './free-slots.js';

/** So many days, and so many hours a day, are few enough to choose from. */
const DAYS = 3;
const A_DAY = 3;

export interface SlotChoice {
  /** Each with how many of its hours are not shown. */
  days: { date: LocalDate; slots: FreeSlot[]; hidden: number }[];
  /** From which date on there are more; null when these are all. */
  more: LocalDate | null;
}

/**
 * A few of many slots, the soonest of a day always among them and the others spread over it.
 * @param slots by date and time
 * @param whole of this date all
 */
export function fewSlots(slots: readonly FreeSlot[], from: LocalDate | null = null, whole: LocalDate | null = null): SlotChoice {
  const byDay = [...groupBy(slots.filter(({ date }) => from === null || date >= from), ({ date }) => date)];
  const days = byDay.slice(0, DAYS).map(([date, ofDay]) => {
    const all = spaced(ofDay);
    const shown = date === whole ? all : spread(all);
    return { date, slots: shown, hidden: all.length - shown.length };
  });
  return { days, more: byDay.length > DAYS ? addDays((days.at(-1) as { date: LocalDate }).date, 1) : null };
}

function spread<S>(slots: readonly S[]): S[] {
  if (slots.length <= A_DAY) return [...slots];
  return Array.from({ length: A_DAY }, (_, index) => slots[Math.round((index * (slots.length - 1)) / (A_DAY - 1))] as S);
}

/** How a slot is named in an address or by a button: what tells it from every other. */
export function slotName({ date, startsAt, coachId }: Pick<FreeSlot, 'date' | 'startsAt' | 'coachId'>): string {
  return `${date}_${startsAt}_${coachId}`;
}

/** What a name says; null for anything else. Whether there is such an hour is for the rules to say. */
export function readSlotName(name: unknown): Pick<FreeSlot, 'date' | 'startsAt' | 'coachId'> | null {
  const match = typeof name === 'string' ? /^(\d{4}-\d{2}-\d{2})_(\d{2}:\d{2})_([\da-f-]{36})$/u.exec(name) : null;
  return match && { date: match[1] as LocalDate, startsAt: match[2] as string, coachId: match[3] as string };
}

/** Of some bookings the one that stands at an hour that somebody names; undefined when there is none. */
export function standingAt<B extends Span & Pick<BookingState, 'status'>>(bookings: readonly B[], hour: Pick<FreeSlot, 'date' | 'startsAt'>): B | undefined {
  return bookings.find(({ status, date, startsAt, endsAt }) => (
    (status === 'booked' || status === 'arrived') && date === hour.date && startsAt <= hour.startsAt && hour.startsAt < endsAt));
}
