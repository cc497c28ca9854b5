import { addDays, daysBetween, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Period } from '../indicators/indicator.js';

/** From the first of January up to today. */
export function thisYear(today: LocalDate): Period {
  return { from: `${today.slice(0, 4)}-01-01`, to: today };
}

/** The last three calendar months that are over: January to March, April to June … */
export function lastQuarter(today: LocalDate): Period {
  const began = quarterStart(today);
  const to = addDays(began, -1);
  return { from: quarterStart(to), to };
}

/** Ten years, with the days that leap years add. */
const MOST_DAYS = 3_660;

/** Whether a period is longer than figures are told of: where it is, a year was most often mistyped. */
export function isTooLong({ from, to }: Period): boolean {
  return daysBetween(from, to) > MOST_DAYS;
}

function quarterStart(date: LocalDate): LocalDate {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}
