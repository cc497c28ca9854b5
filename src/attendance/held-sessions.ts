import type { Instant } from '../shared/kernel/clock.js';
import { isLocalDate, weekdayOf, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { hasWeekday, type Weekdays } from '../shared/kernel/weekdays.js';
import type { StandingSession } from './session-dates.js';
import { endOf, startOf, type SessionTimes } from './session-times.js';

/** What a session that was held before anybody planned it is checked against. */
export interface HeldGround {
  course: { startsOn: LocalDate; endsOn: LocalDate; closed: boolean };
  /** The group's. */
  standing: readonly StandingSession[];
  now: Instant;
  /** The days on which the group meets. */
  days: Weekdays;
  /** Somebody said that it was held on that other day indeed. */
  otherDayConfirmed: boolean;
}

/** Why a session cannot be put on record as held: it is still to come, it lies outside the course, it is there already, or it is on a day that may be mistyped. */
export function heldSessionRefusals(session: SessionTimes, { course, standing, now, days, otherDayConfirmed }: HeldGround): Refusal[] {
  const refused = (reason: string): Refusal[] => [{ field: 'date', reason: `attendance:refusals.${reason}` }];
  if (course.closed) return [{ reason: 'attendance:refusals.held-closed' }];
  if (!isLocalDate(session.date) || session.date < course.startsOn || session.date > course.endsOn) return refused('held-outside');
  if (endOf(session) > now) return refused('held-to-come');
  if (standing.some(({ date, startsAt }) => date === session.date && startsAt === session.startsAt)) return refused('held-there');
  const usual = hasWeekday(days, weekdayOf(session.date));
  return usual || otherDayConfirmed ? [] : [{ field: 'otherDay', reason: 'attendance:refusals.held-other-day' }];
}

/**
 * The number and the lesson of a session that is put on record as held: the first lesson that no session gave, and the number
 * after the last that has begun. Sessions to come then move along (`sessionChanges`).
 */
export function placeOfHeld(lessons: readonly string[], standing: readonly StandingSession[], now: Instant): { ordinal: number; lessonCode: string | null } {
  const begun = standing.filter((session) => session.registerSavedAt !== null || startOf(session) < now);
  const given = new Set(begun.filter(({ cancelledAt }) => cancelledAt === null).map(({ lessonCode }) => lessonCode));
  return { ordinal: Math.max(0, ...begun.map(({ ordinal }) => ordinal)) + 1, lessonCode: lessons.find((code) => !given.has(code)) ?? null };
}
