import { ACCOUNT } from '../ledger/chart.js';
import type { EntryLine } from '../ledger/canonical-entry.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** Peru's notes and coins in céntimos, the largest first. */
export const DENOMINATIONS: readonly Cents[] = [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10];

/** How many of each note and coin, by céntimos. */
export type Count = Readonly<Record<string, number>>;

/** The most of one note or coin that anybody counts. */
export const MOST_PIECES = 9_999;

/** What was counted, in all. */
export function sumOf(count: Count): Cents {
  return DENOMINATIONS.reduce((sum, cents) => sum + cents * (count[String(cents)] ?? 0), 0);
}

/** A till that somebody wants to open, and what stands around it. */
export interface OpeningGround {
  /** Where her till is open already; null where none is. */
  openAt: string | null;
  floatCents: Cents;
  /** What the safe holds by the books. */
  safeCents: Cents;
  /** Whether what the books lack may be booked as opening balance. */
  bookMissing: boolean;
}

/** The largest float: S/ 10,000. What is more was typed by mistake. */
const MAX_FLOAT: Cents = 1_000_000;

export function openingRefusals({ openAt, floatCents, safeCents, bookMissing }: OpeningGround): Refusal[] {
  if (openAt !== null) return [{ reason: 'till:refusals.open-already', params: { centre: openAt } }];
  if (floatCents > MAX_FLOAT) return [{ field: 'float', reason: 'till:refusals.float-too-much', params: { most: formatSoles(MAX_FLOAT) } }];
  const missing = missingFloat({ floatCents, safeCents });
  return missing === 0 || bookMissing ? [] : [{ field: 'float', reason: 'till:refusals.safe-too-low', params: { safe: formatSoles(safeCents), missing: formatSoles(missing) } }];
}

/** What the safe lacks, by the books, of a float that was counted. */
export function missingFloat({ floatCents, safeCents }: { floatCents: Cents; safeCents: Cents }): Cents {
  return Math.max(0, floatCents - Math.max(0, safeCents));
}

/** A till whose count stands, and that somebody wants to close. */
export interface ClosingGround {
  expectedCents: Cents;
  countedCents: Cents;
  reason: string | null;
  /** Somebody else's, left open. */
  abandoned: boolean;
  /** All counts that were made of it. */
  counts: readonly CountFound[];
}

/** What one count of a till found. */
export interface CountFound {
  expectedCents: Cents;
  countedCents: Cents;
}

/** The first count that found a difference: another one that agrees does not wash it out. */
export function firstOff<C extends CountFound>(counts: readonly C[]): C | null {
  return counts.find(({ expectedCents, countedCents }) => expectedCents !== countedCents) ?? null;
}

/** A difference needs its reason, also one that only an earlier count found; so does a till that somebody else closes. */
export function closingRefusals({ expectedCents, countedCents, reason, abandoned, counts }: ClosingGround): Refusal[] {
  const off = expectedCents !== countedCents || firstOff(counts) !== null;
  if (reason !== null || (!off && !abandoned)) return [];
  return [{ field: 'reason', reason: abandoned ? 'till:refusals.abandoned-reason' : 'till:refusals.difference-reason' }];
}

/** The lines of a till's end: what was counted goes to the safe, the difference is booked, and the till holds nothing. None where nothing was in it. */
export function closingLines(expectedCents: Cents, countedCents: Cents): EntryLine[] {
  const difference = countedCents - expectedCents;
  return [
    { account: ACCOUNT.safe, cents: countedCents },
    { account: difference < 0 ? ACCOUNT.tillShortage : ACCOUNT.tillSurplus, cents: -difference },
    { account: ACCOUNT.till, cents: -expectedCents },
  ].filter(({ cents }) => cents !== 0);
}

/** A till of an earlier day that is still open: others may close it. */
export function isLeftOpen({ openedOn, closedAt }: { openedOn: LocalDate; closedAt: number | null }, today: LocalDate): boolean {
  return closedAt === null && openedOn < today;
}
