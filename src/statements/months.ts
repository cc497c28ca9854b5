import type { Month } from '../ledger/entry-rules.js';
import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** `2026-11` is a month of the books; nothing else is. */
export function isMonth(text: string): text is Month {
  return /^2\d{3}-(?:0[1-9]|1[0-2])$/.test(text);
}

export function firstDayOf(month: Month): LocalDate {
  return `${month}-01`;
}

export function monthAfter(month: Month): Month {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

export function lastDayOf(month: Month): LocalDate {
  return addDays(firstDayOf(monthAfter(month)), -1);
}

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
