import type { Instant } from '../shared/kernel/clock.js';
import { addDays, instantAt, localDateAt, localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';

const HOUR = 3_600_000;
/** The day before, when people are at home and can still say that they cannot come. */
const EVE: LocalTime = '17:00';
const BEFORE = 2 * HOUR;
const HELD = HOUR / 12;
/** Nobody is written to in the night. */
const EARLIEST: LocalTime = '07:30';
const LATEST: LocalTime = '21:00';

/** How somebody can be reached, and whether she may be. */
export interface Reachable {
  phone: string | null;
  email: string | null;
  /** By her consent. */
  allowed: boolean;
}

export type ReminderWay = { channel: 'sms' | 'email'; recipient: string };

/** By which channel somebody is reminded; null: by a call, from the day's list. Landlines take no text messages. */
export function reminderWay({ phone, email, allowed }: Reachable, channels: readonly string[]): ReminderWay | null {
  if (!allowed) return null;
  if (phone?.startsWith('9') && channels.includes('sms')) return { channel: 'sms', recipient: phone };
  return email && channels.includes('email') ? { channel: 'email', recipient: email } : null;
}

/**
 * When somebody is reminded: at 17:00 of the day before; of an hour booked after that, two hours before it begins, and
 * not before 07:30. Null where she has booked so shortly before that she needs no reminder.
 */
export function reminderDue({ date, startsAt }: { date: LocalDate; startsAt: LocalTime }, now: Instant): Instant | null {
  const eve = instantAt(addDays(date, -1), EVE);
  if (now < eve) return eve;
  const starts = instantAt(date, startsAt);
  const due = Math.max(starts - BEFORE, instantAt(date, EARLIEST));
  return now < due && due < starts ? due : null;
}

const REMINDER = 'reminder ';

/** What makes a reminder this one: a booking and its hour. */
export function reminderClaim(bookingId: string, { date, startsAt }: { date: LocalDate; startsAt: LocalTime }): string {
  return `${REMINDER}${bookingId} ${date} ${startsAt}`;
}

/** True for a message that asks somebody to come to her hour. */
export function isReminder({ claim }: { claim: string }): boolean {
  return claim.startsWith(REMINDER);
}

/** When a reminder of an hour that cannot be held is looked at again: the hour may be saved meanwhile, but nobody is woken to hear it. */
export function heldUntil(now: Instant): Instant {
  return wakingFrom(now + HELD);
}

/** From when on somebody can hear of what is so by now: at once, but not in the night; in the morning then. */
export function wakingFrom(now: Instant): Instant {
  const [today, time] = [localDateAt(now), localTimeAt(now)];
  if (time < EARLIEST) return instantAt(today, EARLIEST);
  return time < LATEST ? now : instantAt(addDays(today, 1), EARLIEST);
}

/** What makes it the message about this offer. */
export function offerClaim(offerId: string): string {
  return `offer ${offerId}`;
}
