import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import { monthOf, type Month } from './entry-rules.js';

/** `2026-11` is a month of the books; nothing else is. */
export function isMonth(text: string): text is Month {
  return /^2\d{3}-(?:0[1-9]|1[0-2])$/.test(text);
}

/** The month of an address; null for anything else. */
export function readMonth(asked: unknown): Month | null {
  return typeof asked === 'string' && isMonth(asked) ? asked : null;
}

export function firstDayOf(month: Month): LocalDate {
  return `${month}-01`;
}

export function monthAfter(month: Month): Month {
  return monthOf(addDays(`${month}-28`, 4));
}

export function lastDayOf(month: Month): LocalDate {
  return addDays(firstDayOf(monthAfter(month)), -1);
}

export function monthBefore(month: Month): Month {
  return monthOf(addDays(firstDayOf(month), -1));
}

/** The first and the last day of a month. */
export function daysOf(month: Month): [LocalDate, LocalDate] {
  return [firstDayOf(month), lastDayOf(month)];
}

/** The months that days lie in, the first first. */
export function monthsOf({ from, to }: { from: LocalDate; to: LocalDate }): Month[] {
  const months = [monthOf(from)];
  for (let month = monthAfter(monthOf(from)); month <= monthOf(to); month = monthAfter(month)) months.push(month);
  return months;
}
