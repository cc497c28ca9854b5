/** What an account of the ledger is. Debits (positive amounts) raise assets and expenses, credits (negative ones) the others. */
export const ACCOUNT_KINDS = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
export type LedgerAccountKind = (typeof ACCOUNT_KINDS)[number];

/** A line of the chart. Its name is the catalogue's `ledger:accounts.CODE`. */
export interface LedgerAccount {
  code: string;
  kind: LedgerAccountKind;
  /** Value that came or went without money: it stands apart in every statement. */
  inKind?: true;
}

/** The accounts that rules post to, by what they are for. */
export const ACCOUNT = {
  safe: '1011', till: '1012', bank: '1041', yape: '1051', plin: '1052', feesOwed: '1211',
  expensesOwed: '4211', learnersCredit: '4699', fund: '5011',
  fees: '7011', waivers: '7411', moneyContributions: '7511', contributionsInKind: '7512', otherIncome: '7591', tillSurplus: '7592',
  tillShortage: '6592',
} as const;

/**
 * The chart of accounts of a small association, after the numbering of Peru's Plan Contable General Empresarial
 * (10 cash, 12 receivables, 42 and 46 payables, 50 equity, 60 to 69 expenses, 70 to 75 income), with only what such a
 * centre uses. Codes are never given to something else: entries that are written name them for ever.
 */
export const CHART: readonly LedgerAccount[] = [
  { code: ACCOUNT.safe, kind: 'asset' },
  { code: ACCOUNT.till, kind: 'asset' },
  { code: ACCOUNT.bank, kind: 'asset' },
  { code: ACCOUNT.yape, kind: 'asset' },
  { code: ACCOUNT.plin, kind: 'asset' },
  { code: ACCOUNT.feesOwed, kind: 'asset' },
  { code: ACCOUNT.expensesOwed, kind: 'liability' },
  { code: ACCOUNT.learnersCredit, kind: 'liability' },
  { code: ACCOUNT.fund, kind: 'equity' },
  { code: '6211', kind: 'expense' },
  { code: '6212', kind: 'expense' },
  { code: '6311', kind: 'expense' },
  { code: '6341', kind: 'expense' },
  { code: '6351', kind: 'expense' },
  { code: '6361', kind: 'expense' },
  { code: '6363', kind: 'expense' },
  { code: '6364', kind: 'expense' },
  { code: '6371', kind: 'expense' },
  { code: '6391', kind: 'expense' },
  { code: '6561', kind: 'expense' },
  { code: '6562', kind: 'expense' },
  { code: '6591', kind: 'expense' },
  { code: ACCOUNT.tillShortage, kind: 'expense' },
  { code: '6981', kind: 'expense', inKind: true },
  { code: '6982', kind: 'expense', inKind: true },
  { code: '6983', kind: 'expense', inKind: true },
  { code: '6984', kind: 'expense', inKind: true },
  { code: '6985', kind: 'expense', inKind: true },
  { code: '6989', kind: 'expense', inKind: true },
  { code: ACCOUNT.fees, kind: 'income' },
  { code: ACCOUNT.waivers, kind: 'income' },
  { code: ACCOUNT.moneyContributions, kind: 'income' },
  { code: ACCOUNT.contributionsInKind, kind: 'income', inKind: true },
  { code: ACCOUNT.otherIncome, kind: 'income' },
  { code: ACCOUNT.tillSurplus, kind: 'income' },
];

const byCode = new Map(CHART.map((account) => [account.code, account]));

/** @returns undefined for a code that is not in the chart */
export function ledgerAccount(code: string): LedgerAccount | undefined {
  return byCode.get(code);
}
