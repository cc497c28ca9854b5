import { ACCOUNT, ledgerAccount } from '../../ledger/chart.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ReportFinance } from './report-content.js';

/** What an account's lines of the period sum to: above zero debit, below it credit. */
export interface AccountSum {
  account: string;
  cents: Cents;
}

/**
 * The money of a period from the sums of the ledger's accounts. What was given in money stands apart from what else came
 * in, and what was given without money apart from what was spent; fees that were waived are taken off what came in.
 */
export function reportFinance(sums: readonly AccountSum[], t: Translate): ReportFinance {
  const of = (counts: (account: NonNullable<ReturnType<typeof ledgerAccount>>) => boolean): Cents => (
    sums.reduce((sum, { account, cents }) => { const known = ledgerAccount(account); return known && counts(known) ? sum + cents : sum; }, 0));
  const told = sums.filter(({ account, cents }) => cents !== 0 && ['income', 'expense'].includes(ledgerAccount(account)?.kind ?? ''));
  return {
    spentCents: of(({ kind, inKind }) => kind === 'expense' && !inKind),
    receivedCents: -of(({ kind, inKind, code }) => kind === 'income' && !inKind && code !== ACCOUNT.moneyContributions) || 0,
    contributionsCents: -of(({ code }) => code === ACCOUNT.moneyContributions) || 0,
    inKindCents: of(({ kind, inKind }) => kind === 'expense' && inKind === true),
    byAccount: told.map(({ account, cents }) => ({ account, name: t(`ledger:accounts.${account}`), cents: ledgerAccount(account)?.kind === 'income' ? -cents : cents })),
  };
}
