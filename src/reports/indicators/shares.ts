import type { CourseFacts, LearnerFacts } from '../facts/learner-facts.js';
import { monthsIn } from '../facts/month-marks.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Dimension, Period, PersonSeen, Share, Slice } from './indicator.js';
import { coursePlace, dayPlace } from './places.js';

/** By what is known of a person herself, wherever and whenever. */
export const OF_HERSELF = ['sex', 'age', 'access', 'kind', 'district', 'sector', 'organisationType', 'centre', 'level'] as const satisfies readonly Dimension[];
export const OF_A_DAY = [...OF_HERSELF, 'month'] as const satisfies readonly Dimension[];
export const OF_A_COURSE = [...OF_HERSELF, 'course', 'month'] as const satisfies readonly Dimension[];

export const NO_SHARES: readonly Share[] = [];

export function isWithin({ from, to }: Period, on: LocalDate | null): on is LocalDate {
  return on !== null && on >= from && on <= to;
}

export function isUntil({ to }: Period, on: LocalDate | null): on is LocalDate {
  return on !== null && on <= to;
}

/** For what several indicators ask, one after the other, of the same person: it is found out once. */
export function foundOnce<Found>(find: (person: PersonSeen) => Found): (person: PersonSeen) => Found {
  let last: { person: PersonSeen; found: Found } | null = null;
  return (person) => {
    if (last?.person !== person) last = { person, found: find(person) };
    return last.found;
  };
}

/** What is of a course, is of the level of the group in which it happened. @param on the day, or its month */
export function atCourse({ centreId }: LearnerFacts, { course, level }: CourseFacts, on: LocalDate | string): Slice {
  return coursePlace(centreId, on, course, level);
}

/** One for each day that a centre knows of her and that is in the period. */
export function onDays({ facts, period }: PersonSeen, dayOf: (one: LearnerFacts) => LocalDate | null): readonly Share[] {
  let shares: Share[] | null = null;
  for (const one of facts) {
    const on = dayOf(one);
    if (isWithin(period, on)) (shares ??= []).push({ value: 1, of: 0, at: dayPlace(one.centreId, on), record: one.learnerId });
  }
  return shares ?? NO_SHARES;
}

/** Marks of one course and month: one mark, or all of them where only sums are asked for. */
export interface Marks {
  at: Slice;
  enrolmentId: Id;
  /** Of one mark. */
  sessionId?: Id;
  /** Sessions that were held, to how many of them she came, and for how many minutes in all. */
  held: number;
  came: number;
  minutes: number;
}

/** What the marks of the period make, each for itself or, for tallies, month by month. */
export function ofMarks(person: PersonSeen, record: 'enrolmentId' | 'sessionId', shareOf: (marks: Marks) => readonly [value: number, of: number] | null): readonly Share[] {
  let shares: Share[] | null = null;
  for (const marks of person.summed ? monthsOf(person) : marksOf(person)) {
    const share = shareOf(marks);
    if (share !== null) (shares ??= []).push({ value: share[0], of: share[1], at: marks.at, ...marks[record] === undefined ? {} : { record: marks[record] } });
  }
  return shares ?? NO_SHARES;
}

/** With loops: it is asked of every person for every period. */
const monthsOf = foundOnce(({ facts, period }) => {
  const found: Marks[] = [];
  for (const one of facts) {
    for (const course of one.courses) {
      for (const month of monthsIn(period, course)) found.push({ at: atCourse(one, course, month[0]), enrolmentId: course.enrolmentId, held: month[1], came: month[2], minutes: month[3] });
    }
  }
  return found;
});

function marksOf({ facts, period }: PersonSeen): Marks[] {
  return facts.flatMap((one) => one.courses.flatMap((course) => course.marks.filter(([on]) => isWithin(period, on)).map(([on, sessionId, , attended, came]): Marks => (
    { at: atCourse(one, course, on), enrolmentId: course.enrolmentId, sessionId, held: 1, came, minutes: came * attended }))));
}

/** Whether she came to a session of it in the period. */
export function cameIn(period: Period, course: CourseFacts): boolean {
  return monthsIn(period, course).some(([, , came]) => came > 0);
}

/** When she came to a session of it for the first time; null before. */
export function firstCame(course: CourseFacts): LocalDate | null {
  if (course.firstCame !== undefined) return course.firstCame;
  const { marks } = course;
  for (const mark of marks) if (mark[4] === 1) return mark[0];
  return null;
}

/** The last month of the period with a mark of hers, or else its last: of a participation as a whole. */
export function lastMonth(period: Period, course: CourseFacts): string {
  return monthsIn(period, course).at(-1)?.[0] ?? period.to.slice(0, 7);
}
