import type { Cents } from '../shared/kernel/money.js';
import type { Month } from './entry-rules.js';

/** What an account took in a month. */
export interface MonthSum {
  account: string;
  debitCents: Cents;
  creditCents: Cents;
}

/** What closing a month seals into the chain. */
export interface SealedMonth {
  month: Month;
  /** Of every account with an entry in the month, whenever it was written; by account. */
  sums: readonly MonthSum[];
  /** SHA-256 of the statement that the two who signed saw, as it is published. */
  statement: string;
}

/** The text that an entry of kind `month-close` holds: `[month, [[account, debit, credit], …], statement]` as canonical JSON. */
export function sealedText({ month, sums, statement }: SealedMonth): string {
  const sorted = [...sums].sort((a, b) => (a.account < b.account ? -1 : 1));
  return JSON.stringify([month, sorted.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents]), statement]);
}

/** @returns null for what is no sealed month */
export function readSealed(text: string): SealedMonth | null {
  try {
    const [month, sums, statement] = JSON.parse(text) as [unknown, unknown, unknown];
    if (typeof month !== 'string' || !Array.isArray(sums) || typeof statement !== 'string') return null;
    return { month, statement, sums: (sums as [string, Cents, Cents][]).map(([account, debitCents, creditCents]) => ({ account, debitCents, creditCents })) };
  } catch {
    return null;
  }
}
