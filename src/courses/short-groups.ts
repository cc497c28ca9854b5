import { meetingDates } from '../centres/centre-calendar.js';
import { readCalendar, type Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { RETIRED_FROM } from './load-courses.js';

/** A group of which some lessons have no session. Groups and sessions are of features further up; here their tables are only counted. */
export interface ShortGroup {
  id: Id;
  name: string;
  /** From the module that it begins with to the course's end. */
  lessons: number;
  /** How many of them have a session. */
  planned: number;
  /** The course has days enough left for the others: they only want planning, as after its end was moved. */
  fits: boolean;
}

interface GroupRow extends Omit<ShortGroup, 'fits'> {
  days: number;
  startsAt: LocalTime;
  endsAt: LocalTime;
  ahead: number;
}

/** The groups of an edition whose lessons do not all have a date. One query, and one more where there are any. */
export async function shortGroupsOf(source: Queryable, edition: { id: Id; centreId: Id; startsOn: LocalDate; endsOn: LocalDate }, today: LocalDate): Promise<ShortGroup[]> {
  const rows = await source.query<GroupRow[]>(`
    SELECT g.id, g.name, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt,
      (SELECT COUNT(*) FROM modules own JOIN modules m ON m.course_code = own.course_code AND m.ordinal >= own.ordinal AND m.ordinal < ${RETIRED_FROM}
        JOIN lessons l ON l.module_code = m.code AND l.ordinal < ${RETIRED_FROM} WHERE own.code = g.module_code) AS lessons,
      (SELECT COUNT(DISTINCT s.lesson_code) FROM sessions s WHERE s.group_id = g.id AND s.cancelled_at IS NULL AND s.lesson_code IS NOT NULL) AS planned,
      (SELECT COUNT(*) FROM sessions s WHERE s.group_id = g.id AND s.starts_at = g.starts_at AND s.date > ?) AS ahead
    FROM learning_groups g WHERE g.edition_id = ? ORDER BY g.name`, [today, edition.id]);
  const short = rows.map((row) => ({ ...row, lessons: Number(row.lessons), planned: Number(row.planned) })).filter(({ lessons, planned }) => planned < lessons);
  if (short.length === 0) return [];
  const span = { startsOn: edition.startsOn > today ? edition.startsOn : addDays(today, 1), endsOn: edition.endsOn };
  const calendar = await readCalendar(source, edition.centreId, { from: span.startsOn, to: span.endsOn });
  return short.map(({ id, name, lessons, planned, ahead, ...meeting }) => (
    { id, name, lessons, planned, fits: meetingDates(calendar, meeting, span).length - Number(ahead) >= lessons - planned }));
}
