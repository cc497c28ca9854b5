import { lastDayOf, monthAfter, monthBefore } from '../ledger/book-months.js';
import { monthOf, type Month } from '../ledger/entry-rules.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** What decides whether a month may be closed. */
export interface MonthGround {
  month: Month;
  today: LocalDate;
  closedThrough: Month;
  /** The first month with an entry that is not closed; null when there is none. */
  firstOpen: Month | null;
  /** Tills of the month that nobody has closed. */
  openTills: number;
  /** Expenses of the month that nobody has decided on. */
  pendingExpenses: number;
}

/** What keeps a month from being signed. Months are closed one after the other, when they are over and nothing of them is in the air. */
export function signingRefusals({ month, today, closedThrough, firstOpen, openTills, pendingExpenses }: MonthGround): Refusal[] {
  if (month <= closedThrough) return [{ reason: 'statements:refusals.closed' }];
  if (lastDayOf(month) >= today) return [{ reason: 'statements:refusals.not-over' }];
  if (firstOpen === null || month < firstOpen) return [{ reason: 'statements:refusals.nothing-booked' }];
  if (firstOpen < month) return [{ reason: 'statements:refusals.earlier-first', params: { month: firstOpen } }];
  return [
    ...(openTills > 0 ? [{ reason: 'statements:refusals.open-tills', params: { count: openTills } }] : []),
    ...(pendingExpenses > 0 ? [{ reason: 'statements:refusals.pending-expenses', params: { count: pendingExpenses } }] : []),
  ];
}

/** Months in a row that are not on the list of the closed ones. */
export interface MissingMonths {
  from: Month;
  to: Month;
  /** `open`: they are over and nobody has closed them yet. `empty`: later ones are closed, so that nothing was booked in them. */
  why: 'open' | 'empty';
}

/** What a list of closed months leaves out between its first one and the last month that is over, the newest first. @param closed the newest first */
export function missingMonths(closed: readonly Month[], today: LocalDate): MissingMonths[] {
  const [last] = closed;
  if (last === undefined) return [];
  const over = monthBefore(monthOf(today));
  const open: MissingMonths[] = last < over ? [{ from: monthAfter(last), to: over, why: 'open' }] : [];
  const gaps = closed.slice(1).flatMap((month, index): MissingMonths[] => {
    const [from, to] = [monthAfter(month), monthBefore(closed[index] as Month)];
    return from <= to ? [{ from, to, why: 'empty' }] : [];
  });
  return [...open, ...gaps];
}
