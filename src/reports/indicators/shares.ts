import type { CourseFacts, LearnerFacts, MarkFacts } from '../facts/learner-facts.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { type Dimension, type Period, type PersonSeen, type Share, type Slice, UNKNOWN } from './indicator.js';

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

export function monthOf(on: LocalDate): string {
  return on.slice(0, 7);
}

export function atDay({ centreId }: LearnerFacts, on: LocalDate): Slice {
  return { centre: centreId, month: monthOf(on) };
}

/** What is of a course, is of the level of the group in which it happened. */
export function atCourse({ centreId }: LearnerFacts, { course, level }: CourseFacts, on: LocalDate): Slice {
  return { centre: centreId, course: String(course), level: level === null ? UNKNOWN : String(level), month: monthOf(on) };
}

/** One for each day that a centre knows of her and that is in the period. */
export function onDays({ facts, period }: PersonSeen, dayOf: (one: LearnerFacts) => LocalDate | null): readonly Share[] {
  let shares: Share[] | null = null;
  for (const one of facts) {
    const on = dayOf(one);
    if (isWithin(period, on)) (shares ??= []).push({ value: 1, of: 0, at: atDay(one, on), record: one.learnerId });
  }
  return shares ?? NO_SHARES;
}

/** What each mark of the period makes; marks of one course and month are at the same object. */
export function ofMarks({ facts, period }: PersonSeen, shareOf: (mark: MarkFacts, course: CourseFacts) => readonly [value: number, of: number, record: string] | null): readonly Share[] {
  let shares: Share[] | null = null;
  for (const one of facts) {
    for (const course of one.courses) {
      let at: Slice | null = null;
      for (const mark of course.marks) {
        if (!isWithin(period, mark[0])) continue;
        const share = shareOf(mark, course);
        if (share === null) continue;
        if (at === null || !mark[0].startsWith(at.month as string)) at = atCourse(one, course, mark[0]);
        (shares ??= []).push({ value: share[0], of: share[1], at, record: share[2] });
      }
    }
  }
  return shares ?? NO_SHARES;
}

/** Whether she came to a session of it in the period. */
export function cameIn(period: Period, { marks }: CourseFacts): boolean {
  return marks.some(([on, , , , came]) => came === 1 && isWithin(period, on));
}

/** When she came to a session of it for the first time; null before. */
export function firstCame({ marks }: CourseFacts): LocalDate | null {
  return marks.find(([, , , , came]) => came === 1)?.[0] ?? null;
}

/** Her last day with a mark in the period, for what is of a participation as a whole. */
export function lastDay(period: Period, { marks }: CourseFacts): LocalDate | null {
  return marks.findLast(([on]) => isWithin(period, on))?.[0] ?? null;
}
