import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import type { EntryContent, EntryLine } from '../canonical-entry.js';
import { ACCOUNT } from '../chart.js';
import type { EntryKind } from '../entry-kinds.js';
import type { MoneyAccount } from '../money-accounts.js';

/** Money that goes from one account to another. */
export interface Transfer {
  from: MoneyAccount;
  to: MoneyAccount;
  amountCents: Cents;
  date: LocalDate;
  memo: string | null;
}

/** What there was of money when the books began. */
export interface Opening {
  date: LocalDate;
  amounts: readonly { account: MoneyAccount; cents: Cents }[];
}

/** Money that came in and is neither a fee nor a contribution. */
export interface OtherIncome {
  account: MoneyAccount;
  amountCents: Cents;
  date: LocalDate;
  memo: string;
}

export function transferRefusals({ from, to }: Pick<Transfer, 'from' | 'to'>): Refusal[] {
  return from === to ? [{ field: 'to', reason: 'ledger:refusals.same-account' }] : [];
}

/** @param opened whether an opening stands already */
export function openingRefusals({ amounts }: Pick<Opening, 'amounts'>, opened: boolean): Refusal[] {
  if (opened) return [{ reason: 'ledger:refusals.opened' }];
  return amounts.length === 0 ? [{ field: 'account-1011', reason: 'ledger:refusals.no-amount' }] : [];
}

/** Debits each account with what it holds, credits the fund with all of it. */
export function openingLines({ amounts }: Pick<Opening, 'amounts'>): EntryLine[] {
  const total = amounts.reduce((sum, { cents }) => sum + cents, 0);
  return [...amounts.map(({ account, cents }) => ({ account: account as string, cents })), { account: ACCOUNT.fund, cents: -total }];
}

/** Entries that are made on these pages and have no document of their own, by the word that their reference begins with. */
const MADE_BY_HAND: Partial<Readonly<Record<EntryKind, string>>> = { opening: 'opening', transfer: 'transfer', 'other-income': 'income' };

export function isMadeByHand({ kind, reference }: Pick<EntryContent, 'kind' | 'reference'>): boolean {
  const word = MADE_BY_HAND[kind];
  return word !== undefined && reference.startsWith(`${word}:`);
}
