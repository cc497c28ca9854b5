import { comingDates, comingSpan, type CentreCalendar, type WeeklyMeeting } from '../centres/centre-calendar.js';
import { yearsOf, yearsWithoutHolidays } from '../centres/holiday-rules.js';
import { pathFor, type LevelledModule } from '../courses/level-path.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate, LocalTime, Weekday } from '../shared/kernel/local-date.js';

/** What the sessions of an edition will be planned by. */
export interface PlanGround {
  calendar: CentreCalendar;
  /** The years of which the centre has holidays on its list. */
  holidayYears: readonly number[];
  /** Those of the course, in their order. */
  modules: readonly (LevelledModule & { lessons: number })[];
}

export interface PlannedGroup extends WeeklyMeeting {
  name: string;
  level: Level;
}

/** A group whose lessons and dates do not go together. */
export interface Mismatch {
  name: string;
  dates: number;
  lessons: number;
}

/** What should be known before groups are confirmed and their sessions planned. */
export interface PlanOutlook {
  /** Years of the edition whose holidays nobody has entered yet. */
  years: number[];
  /** Lessons without a session. */
  short: Mismatch[];
  /** Class days without a lesson. */
  spare: Mismatch[];
}

export function planOutlook(ground: PlanGround, groups: readonly PlannedGroup[], edition: { startsOn: LocalDate; endsOn: LocalDate }, now: Instant): PlanOutlook {
  const { startsOn, endsOn } = comingSpan(edition, now);
  const each = groups.map((group): Mismatch => (
    { name: group.name, dates: comingDates(ground.calendar, group, edition, now).length, lessons: lessonsFrom(ground.modules, group.level) }));
  return {
    years: yearsWithoutHolidays(ground.holidayYears, startsOn, endsOn),
    short: each.filter(({ dates, lessons }) => lessons > dates), spare: each.filter(({ dates, lessons }) => dates > lessons),
  };
}

/** A group takes the lessons from the module of its level to the course's end. */
export function lessonsFrom(modules: PlanGround['modules'], level: Level): number {
  const first = pathFor(modules, level)?.from ?? modules[0];
  return modules.slice(Math.max(0, modules.findIndex(({ code }) => code === first?.code))).reduce((sum, { lessons }) => sum + lessons, 0);
}

/**
 * Columns of edition `e` and its course `c` that `groundOf` reads: short lists joined by the database, since the page has
 * no query to spare for each.
 */
export const GROUND_COLUMNS = `
  (SELECT GROUP_CONCAT(CONCAT(h.weekday, ' ', h.opens_at, ' ', h.closes_at)) FROM opening_hours h WHERE h.centre_id = e.centre_id) AS hours,
  (SELECT GROUP_CONCAT(CONCAT(d.date, ' ', d.closed)) FROM holidays d WHERE d.centre_id = e.centre_id AND d.date BETWEEN e.starts_on AND e.ends_on) AS holidays,
  (SELECT GROUP_CONCAT(DISTINCT SUBSTR(y.date, 1, 4)) FROM holidays y WHERE y.centre_id = e.centre_id) AS holidayYears,
  (SELECT GROUP_CONCAT(CONCAT(m.ordinal, ' ', m.code, ' ', m.level_needed, ' ', m.level_reached, ' ',
    (SELECT COUNT(*) FROM lessons l WHERE l.module_code = m.code AND l.ordinal < ${RETIRED_FROM})))
    FROM modules m WHERE m.course_code = e.course_code AND m.ordinal < ${RETIRED_FROM}) AS modules`;

export type GroundRow = Record<'hours' | 'holidays' | 'holidayYears' | 'modules', string | null>;

export function groundOf({ hours, holidays, holidayYears, modules }: GroundRow): PlanGround {
  return {
    calendar: {
      hours: lines(hours).map(([weekday, opensAt, closesAt]) => ({ weekday: Number(weekday) as Weekday, opensAt: opensAt as LocalTime, closesAt: closesAt as LocalTime })),
      holidays: lines(holidays).map(([date, closed]) => ({ date: date as LocalDate, closed: closed === '1' })),
    },
    holidayYears: yearsOf(holidayYears),
    modules: lines(modules).sort(([a], [b]) => Number(a) - Number(b)).map(([, code, needed, reached, lessons]) => (
      { code: code as string, levelNeeded: Number(needed) as Level, levelReached: Number(reached) as Level, lessons: Number(lessons) })),
  };
}

function lines(joined: string | null): string[][] {
  return joined ? joined.split(',').map((line) => line.split(' ')) : [];
}
