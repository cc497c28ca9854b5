import type { CourseFacts, LearnerFacts, MarkFacts } from '../facts/learner-facts.js';
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

/** What is of a course, is of the level of the group in which it happened. */
export function atCourse({ centreId }: LearnerFacts, { course, level }: CourseFacts, on: LocalDate): Slice {
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
  sessionId: Id;
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
    if (share !== null) (shares ??= []).push({ value: share[0], of: share[1], at: marks.at, record: marks[record] });
  }
  return shares ?? NO_SHARES;
}

const monthsOf = foundOnce((person) => marksOf(person, true));

function marksOf({ facts, period }: PersonSeen, summed = false): Marks[] {
  const found: Marks[] = [];
  for (const one of facts) {
    for (const course of one.courses) {
      let at: Slice | null = null;
      let month: Marks | null = null;
      for (const mark of course.marks) {
        if (!isWithin(period, mark[0])) continue;
        if (at === null || !mark[0].startsWith(at.month as string)) at = atCourse(one, course, mark[0]);
        if (month === null || !summed || month.at !== at) {
          month = { at, enrolmentId: course.enrolmentId, sessionId: mark[1], held: 0, came: 0, minutes: 0 };
          found.push(month);
        }
        addMark(month, mark);
      }
    }
  }
  return found;
}

// By index: taking a tuple apart costs a million people seconds.
function addMark(marks: Marks, mark: MarkFacts): void {
  marks.held += 1;
  if (mark[4] !== 1) return;
  marks.came += 1;
  marks.minutes += mark[3];
}

/** Whether she came to a session of it in the period. */
export function cameIn(period: Period, { marks }: CourseFacts): boolean {
  return marks.some(([on, , , , came]) => came === 1 && isWithin(period, on));
}

/** When she came to a session of it for the first time; null before. */
export function firstCame({ marks }: CourseFacts): LocalDate | null {
  for (const mark of marks) if (mark[4] === 1) return mark[0];
  return null;
}

/** Her last day with a mark in the period, for what is of a participation as a whole. */
export function lastDay(period: Period, { marks }: CourseFacts): LocalDate | null {
  return marks.findLast(([on]) => isWithin(period, on))?.[0] ?? null;
}
