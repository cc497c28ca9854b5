import type { Cents } from '../shared/kernel/money.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { EntryContent, EntryLine } from './canonical-entry.js';
import { ledgerAccount } from './chart.js';

/** `2026-11`: a month of the books. */
export type Month = string;

/** The largest amount of one line: S/ 10 million. What is more was typed by mistake. */
export const MAX_CENTS: Cents = 1_000_000_000;

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7);
}

/** `10/2026`, as people write a month. */
function monthFigures(month: Month): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** What keeps a day from being booked on: it is still to come, or its month is closed. @param closedThrough the last closed month; empty for none */
export function dateRefusals(date: LocalDate, { today, closedThrough }: { today: LocalDate; closedThrough: Month }): Refusal[] {
  if (date > today) return [{ field: 'date', reason: 'ledger:refusals.to-come' }];
  if (monthOf(date) <= closedThrough) return [{ field: 'date', reason: 'ledger:refusals.month-closed', params: { month: monthFigures(monthOf(date)) } }];
  return [];
}

/**
 * What is wrong with the lines of an entry, as a word for whoever repairs it; null when they balance. A sealed month has
 * none; every other entry has two at least, each of an account of the chart and not of nothing.
 */
export function linesFault({ kind, lines, sealed }: Pick<EntryContent, 'kind' | 'lines' | 'sealed'>): string | null {
  if ((kind === 'month-close') !== (sealed !== null)) return 'sealed';
  if (kind === 'month-close') return lines.length === 0 ? null : 'lines';
  if (lines.length < 2) return 'lines';
  if (lines.some(({ account }) => !ledgerAccount(account))) return 'account';
  if (lines.some(({ cents }) => !Number.isSafeInteger(cents) || cents === 0 || Math.abs(cents) > MAX_CENTS)) return 'amount';
  return lines.reduce((sum, { cents }) => sum + cents, 0) === 0 ? null : 'unbalanced';
}

/** From one account to another: debits `to`, credits `from`. */
export function moved(from: string, to: string, cents: Cents): EntryLine[] {
  return [{ account: to, cents }, { account: from, cents: -cents }];
}

/** What takes an entry back. */
export function oppositeOf(lines: readonly EntryLine[]): EntryLine[] {
  return lines.map(({ account, cents }) => ({ account, cents: -cents }));
}
