import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';

export interface PlannedSession {
  ordinal: number;
  date: LocalDate;
  lessonCode: string | null;
}

/** What a group is to meet for. */
export interface SessionPlan {
  /** The dates on which it meets, in order (`meetingDates` of the centre's calendar). */
  dates: readonly LocalDate[];
  startsAt: LocalTime;
  /** Codes of the lessons in their order: the first session gets the first. */
  lessons: readonly string[];
}

/**
 * The sessions that are not there yet. Those that are there keep their number and their lesson, so that planning again
 * after an edition was prolonged only adds.
 */
export function missingSessions(
  { dates, startsAt, lessons }: SessionPlan, existing: readonly { date: LocalDate; startsAt: LocalTime; ordinal: number }[],
): PlannedSession[] {
  const taken = new Set(existing.filter((session) => session.startsAt === startsAt).map(({ date }) => date));
  const last = Math.max(0, ...existing.map(({ ordinal }) => ordinal));
  return dates.filter((date) => !taken.has(date)).map((date, index) => ({
    ordinal: last + index + 1, date, lessonCode: lessons[last + index] ?? null,
  }));
}
