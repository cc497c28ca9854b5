import { ACCOUNT, CHART } from './chart.js';

/** Where the centre's money is, a till in use apart: what is spent comes from there, what comes in goes there. */
export const MONEY_ACCOUNTS = [ACCOUNT.safe, ACCOUNT.bank, ACCOUNT.yape, ACCOUNT.plin] as const;
export type MoneyAccount = (typeof MONEY_ACCOUNTS)[number];

/** What money can be spent on: the expense accounts but for what came in kind and what tills are short of. */
export const EXPENSE_CATEGORIES = CHART
  .filter(({ kind, inKind, code }) => kind === 'expense' && !inKind && code !== ACCOUNT.tillShortage)
  .map(({ code }) => code) as [string, ...string[]];
