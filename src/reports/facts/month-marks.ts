import { addDays, type LocalDate } from '../../shared/kernel/local-date.js';
import type { CourseFacts, MarkFacts } from './learner-facts.js';

/** Marks of a course in a month (`YYYY-MM`): sessions held, to how many of them she came, and for how many minutes in all. */
export type MonthMarks = readonly [month: string, held: number, came: number, minutes: number];

interface Days {
  from: LocalDate;
  to: LocalDate;
}

/** Month by month, in the order of the marks. */
export function monthsOfMarks(marks: readonly MarkFacts[], days: Days | null = null): MonthMarks[] {
  const months: [string, number, number, number][] = [];
  let month: [string, number, number, number] | null = null;
  // By index: taking a tuple apart costs a million people seconds.
  for (const mark of marks) {
    const on = mark[0];
    if (days !== null && (on < days.from || on > days.to)) continue;
    if (month === null || !on.startsWith(month[0])) months.push(month = [on.slice(0, 7), 0, 0, 0]);
    month[1] += 1;
    if (mark[4] !== 1) continue;
    month[2] += 1;
    month[3] += mark[3];
  }
  return months;
}

/** Of a period, both days included: as they are kept where it is whole months, from the marks where it is not. */
export function monthsIn(period: Days, course: CourseFacts): readonly MonthMarks[] {
  const { months } = course;
  if (months === undefined || !areMonths(period)) return monthsOfMarks(course.marks, period);
  const { from, to } = period;
  for (const [month] of months) if (!isMonthOf(month, from, to)) return months.filter(([one]) => isMonthOf(one, from, to));
  return months;
}

/** A month comes before its days in the order of texts. */
function isMonthOf(month: string, from: LocalDate, to: LocalDate): boolean {
  return month >= from.slice(0, 7) && month <= to;
}

/** Several periods are added up side by side, each for every person. */
const whole = new WeakMap<Days, boolean>();

/** Whether it begins with a month and ends with one: such a period is added up without looking at single marks. */
export function areMonths(period: Days): boolean {
  let known = whole.get(period);
  if (known === undefined) whole.set(period, known = period.from.endsWith('-01') && addDays(period.to, 1).endsWith('-01'));
  return known;
}
