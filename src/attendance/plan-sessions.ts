import { In } from 'typeorm';
import { comingDates, comingSpan } from '../centres/centre-calendar.js';
import { readCalendar } from '../centres/centres.repository.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { sessionChanges } from './session-dates.js';
import { Session } from './session.entity.js';
import { refuseClashes } from './timetable.js';

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
  /** Nothing is taught in the edition any more. */
  closed: boolean;
}

interface LessonRow {
  code: string;
  courseCode: string;
  moduleCode: string;
}

/** What planning did. */
export interface PlanOutcome {
  /** How many sessions are new. */
  added: number;
  /** How many sessions to come have another lesson than before. */
  moved: number;
  /** How many lessons have no date up to the edition's end. */
  withoutDate: number;
}

/**
 * Plans the sessions of groups from today (or the edition's first day) to the last lesson of the modules that they take,
 * and not beyond the edition's last day, on the days on which the centre is open at their hour (see `sessionChanges`).
 * For a caller's unit of work, which holds the timetable: whoever confirms groups calls it with their ids, at most some 50 at once.
 * @param only the dates that count, where not all do
 * @throws Refused when a room or a trainer is taken
 */
export async function planSessions(tx: Tx, groupIds: readonly Id[], only?: ReadonlySet<LocalDate>): Promise<PlanOutcome> {
  const outcome: PlanOutcome = { added: 0, moved: 0, withoutDate: 0 };
  if (groupIds.length === 0) return outcome;
  const groups = await plannedGroups(tx, groupIds);
  const standing = groupBy(await tx.manager.findBy(Session, { groupId: In([...groupIds]) }), ({ groupId }) => groupId);
  const lessons = await lessonsOf(tx, [...new Set(groups.map(({ courseCode }) => courseCode))]);
  const fresh: Session[] = [];
  for (const group of groups) {
    const dates = (await datesOf(tx, group)).filter((date) => only?.has(date) ?? true);
    const plan = { dates, startsAt: group.startsAt, lessons: lessonCodes(lessons, group), now: tx.now };
    const { added, changed, withoutDate } = sessionChanges(plan, standing.get(group.id) ?? []);
    for (const { session, ordinal, lessonCode } of changed) await tx.update(Session, session, { ordinal, lessonCode });
    fresh.push(...added.map((session) => newSession(group, session)));
    outcome.moved += changed.filter(({ session, lessonCode }) => session.lessonCode !== lessonCode).length;
    outcome.withoutDate += withoutDate.length;
  }
  await refuseClashes(tx, fresh);
  if (fresh.length > 0) await tx.insert(Session, fresh);
  return { ...outcome, added: fresh.length };
}

/** Those of the group's days that are not over. */
async function datesOf(tx: Tx, group: PlannedGroup): Promise<LocalDate[]> {
  const { startsOn, endsOn } = comingSpan(group, tx.now);
  return comingDates(await readCalendar(tx.manager, group.centreId, { from: startsOn, to: endsOn }), group, group, tx.now);
}

/** Groups with what their sessions are planned by. */
export async function plannedGroups(tx: Tx, ids: readonly Id[]): Promise<PlannedGroup[]> {
  const rows = await tx.manager.query<(Omit<PlannedGroup, 'closed'> & { status: string })[]>(`
    SELECT g.id, g.centre_id AS centreId, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt, g.module_code AS moduleCode,
      e.course_code AS courseCode, e.starts_on AS startsOn, e.ends_on AS endsOn, e.status
    FROM learning_groups g JOIN editions e ON e.id = g.edition_id
    WHERE g.id IN (${places(ids)})`, [...ids]);
  return rows.map(({ status, ...group }) => ({ ...group, closed: status === 'closed' }));
}

/** Codes of the lessons that a group takes, in their order. */
export async function lessonsTaken(tx: Tx, group: PlannedGroup): Promise<string[]> {
  return lessonCodes(await lessonsOf(tx, [group.courseCode]), group);
}

function lessonsOf(tx: Tx, courses: readonly string[]): Promise<LessonRow[]> {
  if (courses.length === 0) return Promise.resolve([]);
  return tx.manager.query<LessonRow[]>(`
    SELECT l.code, m.course_code AS courseCode, m.code AS moduleCode
    FROM lessons l JOIN modules m ON m.code = l.module_code
    WHERE m.course_code IN (${places(courses)}) AND m.ordinal < ? AND l.ordinal < ?
    ORDER BY m.ordinal, l.ordinal`, [...courses, RETIRED_FROM, RETIRED_FROM]);
}

/** A group that starts with the second module gets the lessons from there on. */
function lessonCodes(lessons: readonly LessonRow[], { courseCode, moduleCode }: PlannedGroup): string[] {
  const ofCourse = lessons.filter((lesson) => lesson.courseCode === courseCode);
  const first = moduleCode === null ? 0 : ofCourse.findIndex((lesson) => lesson.moduleCode === moduleCode);
  return ofCourse.slice(Math.max(0, first)).map(({ code }) => code);
}

/** A session that nobody has held, cancelled or saved yet. */
export function newSession(group: PlannedGroup, { ordinal, date, lessonCode }: Pick<Session, 'ordinal' | 'date' | 'lessonCode'>): Session {
  return {
    id: newId(), groupId: group.id, centreId: group.centreId, ordinal, date, startsAt: group.startsAt, endsAt: group.endsAt, lessonCode,
    registerSavedAt: null, registerSavedBy: null, cancelledAt: null, cancelReason: null, version: 1,
  };
}
