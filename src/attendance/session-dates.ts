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

/** What becomes of sessions to come when their group meets at other times. */
export interface MovedSessions<T> {
  /** In an order in which no session takes a date before the one that had it has left. */
  moved: { session: T; date: LocalDate }[];
  /** More than there are dates for. */
  left: T[];
  /** Dates for which there is no session yet. */
  dates: LocalDate[];
}

/**
 * Gives the sessions to come the new dates of their group, in order: each keeps its number and its lesson.
 * @param sessions those to come, by their dates
 * @param dates on which the group meets from now on, in order, without those on which a session is on record
 */
export function movedSessions<T extends { date: LocalDate }>(sessions: readonly T[], dates: readonly LocalDate[]): MovedSessions<T> {
  const pairs = sessions.slice(0, dates.length).map((session, index) => ({ session, date: dates[index] as LocalDate }));
  const [earlier, later] = [pairs.filter(({ session, date }) => date <= session.date), pairs.filter(({ session, date }) => date > session.date)];
  return { moved: [...earlier, ...later.reverse()], left: sessions.slice(dates.length), dates: dates.slice(sessions.length) };
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
