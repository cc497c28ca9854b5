import { addDays, formatLocalDate, type LocalDate, parseLocalDate } from '../../shared/kernel/local-date.js';
import { type Reading, readAs, unreadable } from '../../shared/kernel/reading.js';
import type { Period } from './indicator.js';

/** The longest period of which figures are asked for: a project with what came before and after it. */
export const MOST_YEARS = 10;

/**
 * Reads a period as two days, both included; as people write them (`01/04/2026`) or as a date field does (`2026-04-01`).
 * @param today on the centre's wall: a period that has not ended yet may end today, and no later
 */
export function readPeriod(from: string, to: string, today: LocalDate): Reading<Period> {
  if (from.trim() === '' || to.trim() === '') return unreadable('indicators:refusals.period-missing');
  const period = { from: parseLocalDate(from), to: parseLocalDate(to) };
  if (period.from === null || period.to === null) return unreadable('indicators:refusals.period-form');
  if (period.to < period.from) return unreadable('indicators:refusals.period-order');
  if (period.to > today) return unreadable('indicators:refusals.period-future', { today: formatLocalDate(today) });
  if (period.to >= yearsAfter(period.from, MOST_YEARS)) return unreadable('indicators:refusals.period-long', { years: MOST_YEARS });
  return readAs({ from: period.from, to: period.to });
}

/** From the same day of the year before until today. */
export function yearUntil(today: LocalDate): Period {
  return { from: addDays(yearsAfter(today, -1), 1), to: today };
}

/** The same day of another year; the 29th of February is the 28th where there is none. */
function yearsAfter(date: LocalDate, years: number): LocalDate {
  const same = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  return parseLocalDate(same) ?? `${same.slice(0, 4)}-02-28`;
}
