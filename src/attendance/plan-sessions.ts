import { meetingDates } from '../centres/centre-calendar.js';
import { readCalendar } from '../centres/centres.repository.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { missingSessions } from './session-dates.js';
import { Session } from './session.entity.js';

interface PlannedGroup {
  id: Id;
  centreId: Id;
  days: number;
  startsAt: LocalTime;
  endsAt: LocalTime;
  moduleCode: string | null;
  courseCode: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

interface LessonRow {
  code: string;
  courseCode: string;
  moduleCode: string;
}

/**
 * Plans the sessions of groups from today (or the edition's first day) to its last, on the days on which the centre is
 * open at their hour, with the lessons of their course from their module on. What is planned already stays as it is.
 * For a caller's unit of work: whoever confirms groups calls it with their ids, at most some 50 at once.
 * @param only the dates that count, where not all do
 * @returns how many sessions were added
 */
export async function planSessions(tx: Tx, groupIds: readonly Id[], only?: ReadonlySet<LocalDate>): Promise<number> {
  if (groupIds.length === 0) return 0;
  const groups = await plannedGroups(tx, groupIds);
  const existing = await existingSessions(tx, groupIds);
  const lessons = await lessonsOf(tx, [...new Set(groups.map(({ courseCode }) => courseCode))]);
  const today = localDateAt(tx.now);
  const rows: Session[] = [];
  for (const group of groups) {
    const span = { startsOn: today > group.startsOn ? today : group.startsOn, endsOn: group.endsOn };
    const calendar = await readCalendar(tx.manager, group.centreId, { from: span.startsOn, to: span.endsOn });
    const dates = meetingDates(calendar, group, span).filter((date) => only?.has(date) ?? true);
    const plan = { dates, startsAt: group.startsAt, lessons: lessonCodes(lessons, group) };
    rows.push(...missingSessions(plan, existing.filter(({ groupId }) => groupId === group.id)).map((session) => toSession(group, session)));
  }
  if (rows.length > 0) await tx.insert(Session, rows);
  return rows.length;
}

/** Groups with what their sessions are planned by. */
export function plannedGroups(tx: Tx, ids: readonly Id[]): Promise<PlannedGroup[]> {
  return tx.manager.query<PlannedGroup[]>(`
    SELECT g.id, g.centre_id AS centreId, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt, g.module_code AS moduleCode,
      e.course_code AS courseCode, e.starts_on AS startsOn, e.ends_on AS endsOn
    FROM learning_groups g JOIN editions e ON e.id = g.edition_id
    WHERE g.id IN (${ids.map(() => '?').join(', ')})`, [...ids]);
}

function existingSessions(tx: Tx, ids: readonly Id[]): Promise<Pick<Session, 'groupId' | 'date' | 'startsAt' | 'ordinal'>[]> {
  return tx.manager.query(
    `SELECT group_id AS groupId, date, starts_at AS startsAt, ordinal FROM sessions WHERE group_id IN (${ids.map(() => '?').join(', ')})`,
    [...ids]);
}

function lessonsOf(tx: Tx, courses: readonly string[]): Promise<LessonRow[]> {
  if (courses.length === 0) return Promise.resolve([]);
  return tx.manager.query<LessonRow[]>(`
    SELECT l.code, m.course_code AS courseCode, m.code AS moduleCode
    FROM lessons l JOIN modules m ON m.code = l.module_code
    WHERE m.course_code IN (${courses.map(() => '?').join(', ')}) AND m.ordinal < ? AND l.ordinal < ?
    ORDER BY m.ordinal, l.ordinal`, [...courses, RETIRED_FROM, RETIRED_FROM]);
}

/** A group that starts with the second module gets the lessons from there on. */
function lessonCodes(lessons: readonly LessonRow[], { courseCode, moduleCode }: PlannedGroup): string[] {
  const ofCourse = lessons.filter((lesson) => lesson.courseCode === courseCode);
  const first = moduleCode === null ? 0 : ofCourse.findIndex((lesson) => lesson.moduleCode === moduleCode);
  return ofCourse.slice(Math.max(0, first)).map(({ code }) => code);
}

function toSession(group: PlannedGroup, { ordinal, date, lessonCode }: Pick<Session, 'ordinal' | 'date' | 'lessonCode'>): Session {
  return {
    id: newId(), groupId: group.id, centreId: group.centreId, ordinal, date, startsAt: group.startsAt, endsAt: group.endsAt, lessonCode,
    registerSavedAt: null, registerSavedBy: null, cancelledAt: null, cancelReason: null, version: 1,
  };
}
