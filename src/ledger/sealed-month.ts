import type { Cents } from '../shared/kernel/money.js';
import type { Month } from './entry-rules.js';
import { sha256 } from './sha256.js';

/** What an account took in a month. */
export interface MonthSum {
  account: string;
  debitCents: Cents;
  creditCents: Cents;
}

/** What closing a month seals into the chain. */
export interface SealedMonth {
  month: Month;
  /** SHA-256 of the statement as it is published. */
  statement: string;
  /** By chance, so that the sums cannot be found by trying. */
  nonce: string;
  /** Of every account with an entry in the month, whenever it was written; by account. */
  sums: readonly MonthSum[];
}

/** The text that an entry of kind `month-close` holds. */
export function sealedText({ month, statement, nonce, sums }: SealedMonth): string {
  const sorted = [...sums].sort((a, b) => (a.account < b.account ? -1 : 1));
  return JSON.stringify([month, statement, nonce, sorted.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])]);
}

/** @returns null for what is no sealed month */
export function readSealed(text: string): SealedMonth | null {
  try {
    const [month, statement, nonce, sums] = JSON.parse(text) as unknown[];
    if (typeof month !== 'string' || typeof statement !== 'string' || typeof nonce !== 'string' || !Array.isArray(sums)) return null;
    return { month, statement, nonce, sums: (sums as [string, Cents, Cents][]).map(([account, debitCents, creditCents]) => ({ account, debitCents, creditCents })) };
  } catch {
    return null;
  }
}

/** What of a sealed month may be shown to anybody: its month, its statement's digest, and that of its sums. */
export interface OpenSeal {
  month: Month;
  statement: string;
  sums: string;
}

/** @param sealed as `sealedText` writes it; anything else is a text that nobody sealed, and is hashed as it stands */
export function openSeal(sealed: string): OpenSeal | null {
  const said = readSealed(sealed);
  return said && { month: said.month, statement: said.statement, sums: sha256([said.nonce, said.sums.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])]) };
}

/** What of it is hashed into its entry. */
export function sealDigest(sealed: string): string {
  const seal = openSeal(sealed);
  return seal ? sha256([seal.month, seal.statement, seal.sums]) : sha256([sealed]);
}
