import type { Instant } from '../shared/kernel/clock.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { startOf, type SessionTimes } from './session-times.js';

/** A session that the plan adds. */
export interface PlannedSession {
  ordinal: number;
  date: LocalDate;
  /** Null only where the course has no lessons to name. */
  lessonCode: string | null;
}

/** A session that is there already. */
export interface StandingSession extends SessionTimes {
  ordinal: number;
  lessonCode: string | null;
  registerSavedAt: Instant | null;
  cancelledAt: Instant | null;
}

/** What a group is to meet for. */
export interface SessionPlan {
  /** The dates on which it can meet, in order (`meetingDates` of the centre's calendar). */
  dates: readonly LocalDate[];
  startsAt: LocalTime;
  /** Codes of the lessons that it takes, in their order. */
  lessons: readonly string[];
  now: Instant;
}

export interface SessionChanges<S extends StandingSession> {
  added: PlannedSession[];
  /** Sessions to come whose number or lesson is another now. */
  changed: { session: S; ordinal: number; lessonCode: string | null }[];
  /** Lessons for which there is no date up to the edition's end. */
  withoutDate: string[];
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
 * One session for each lesson that was not given yet, in the order of the dates; as many are added as lessons want, and
 * none beyond the last lesson. The lesson of a cancelled session goes to the next one, and so on to the end. What has
 * begun or is on record keeps its number and its lesson; a session to come for which no lesson is left is one of review.
 */
export function sessionChanges<S extends StandingSession>({ dates, startsAt, lessons, now }: SessionPlan, standing: readonly S[]): SessionChanges<S> {
  const settled = (session: S): boolean => session.registerSavedAt !== null || startOf(session) < now;
  const given = new Set(standing.filter((session) => session.cancelledAt === null && settled(session)).map(({ lessonCode }) => lessonCode));
  const toGive = lessons.filter((code) => !given.has(code));
  const open = standing.filter((session) => session.cancelledAt === null && !settled(session));
  const taken = new Set(standing.filter((session) => session.startsAt === startsAt).map(({ date }) => date));
  const free = dates.filter((date) => !taken.has(date));
  const wanted = lessons.length === 0 ? free.length : Math.max(0, toGive.length - open.length);
  const left = [...toGive];
  const changes: SessionChanges<S> = { added: [], changed: [], withoutDate: [] };
  const numbered = Math.max(0, ...standing.filter(settled).map(({ ordinal }) => ordinal));
  const unsettled = standing.filter((session) => !settled(session));
  inOrder(unsettled, free.slice(0, wanted).map((date) => ({ date, startsAt }))).forEach((slot, index) => {
    const ordinal = numbered + index + 1;
    if (!('session' in slot)) {
      changes.added.push({ ordinal, date: slot.date, lessonCode: left.shift() ?? null });
      return;
    }
    const { session } = slot;
    const lessonCode = session.cancelledAt === null ? left.shift() ?? null : session.lessonCode;
    if (session.ordinal !== ordinal || session.lessonCode !== lessonCode) changes.changed.push({ session, ordinal, lessonCode });
  });
  changes.withoutDate = left;
  return changes;
}

type Slot<S> = { date: LocalDate; startsAt: LocalTime } | { date: LocalDate; startsAt: LocalTime; session: S };

function inOrder<S extends StandingSession>(standing: readonly S[], added: readonly { date: LocalDate; startsAt: LocalTime }[]): Slot<S>[] {
  const slots: Slot<S>[] = [...standing.map((session) => ({ date: session.date, startsAt: session.startsAt, session })), ...added];
  const at = ({ date, startsAt }: Slot<S>): string => `${date} ${startsAt}`;
  return slots.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}
