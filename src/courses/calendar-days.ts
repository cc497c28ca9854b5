import { addDays, dateOf, weekdayOf, type LocalDate } from '../shared/kernel/local-date.js';

export const CALENDAR_VIEWS = ['week', 'month', 'list'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** What one page of the calendar shows, and where the pages beside it begin. */
export interface CalendarSpan {
  from: LocalDate;
  to: LocalDate;
  /** A date of the page before and of the page after. */
  previous: LocalDate;
  next: LocalDate;
}

/** The week (Monday to Sunday) or the month of a date; a list shows a month. */
export function spanAround(view: CalendarView, date: LocalDate): CalendarSpan {
  if (view === 'week') {
    const from = mondayOf(date);
    return { from, to: addDays(from, 6), previous: addDays(from, -7), next: addDays(from, 7) };
  }
  const from = `${date.slice(0, 8)}01`;
  const next = firstOfNextMonth(from);
  return { from, to: addDays(next, -1), previous: `${addDays(from, -1).slice(0, 8)}01`, next };
}

/** Whole weeks around a month, Monday first, so that a grid of seven columns holds it. */
export function daysOfGrid(span: Pick<CalendarSpan, 'from' | 'to'>): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = mondayOf(span.from); day <= span.to || weekdayOf(day) !== 1; day = addDays(day, 1)) days.push(day);
  return days;
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

function firstOfNextMonth(first: LocalDate): LocalDate {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  return dateOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) ?? addDays(first, 31);
}
