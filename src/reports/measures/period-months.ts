import { firstDayOf, lastDayOf, monthAfter } from '../../ledger/book-months.js';
import type { Month } from '../../ledger/entry-rules.js';
import { addDays } from '../../shared/kernel/local-date.js';
import type { Period } from '../indicators/indicator.js';

/** A period as whole months, whose sums the book keeps, and the days before and after them. */
export interface PeriodParts {
  months: { from: Month; to: Month } | null;
  days: Period[];
}

/** Takes a period apart; one that ends before it begins has no parts. */
export function periodParts({ from, to }: Period): PeriodParts {
  if (to < from) return { months: null, days: [] };
  const first = from === firstDayOf(from.slice(0, 7)) ? from.slice(0, 7) : monthAfter(from.slice(0, 7));
  const last = to === lastDayOf(to.slice(0, 7)) ? to.slice(0, 7) : addDays(firstDayOf(to.slice(0, 7)), -1).slice(0, 7);
  if (first > last) return { months: null, days: [{ from, to }] };
  const before = { from, to: addDays(firstDayOf(first), -1) };
  const after = { from: addDays(lastDayOf(last), 1), to };
  return { months: { from: first, to: last }, days: [before, after].filter((days) => days.from <= days.to) };
}
