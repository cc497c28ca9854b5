import { ACCOUNT, ledgerAccount } from '../../ledger/chart.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { AccountSum } from '../measures/account-sums.repository.js';
import type { ReportFinance } from './report-content.js';

/**
 * The money of a period from the sums of the accounts of centres: above zero debit, below it credit. What was given in money stands apart from what else came
 * in, and what was given without money apart from what was spent; fees that were waived are taken off what came in.
 */
export function reportFinance(ofCentres: readonly AccountSum[], t: Translate): ReportFinance {
  const sums = [...groupBy(ofCentres, ({ account }) => account)].map(([account, list]) => ({ account, cents: list.reduce((sum, { cents }) => sum + cents, 0) }));
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
