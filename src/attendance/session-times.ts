import type { Instant } from '../shared/kernel/clock.js';
import { instantAt, minuteOfDay, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';

/** When a session is held: `startsAt` belongs to it, `endsAt` does not. */
export interface SessionTimes {
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

export const MINUTE = 60_000;

/** How long a session lasts, in minutes. */
export function lengthOf(session: Pick<SessionTimes, 'startsAt' | 'endsAt'>): number {
  return minuteOfDay(session.endsAt) - minuteOfDay(session.startsAt);
}

export function startOf(session: SessionTimes): Instant {
  return instantAt(session.date, session.startsAt);
}

export function endOf(session: SessionTimes): Instant {
  return startOf(session) + lengthOf(session) * MINUTE;
}
