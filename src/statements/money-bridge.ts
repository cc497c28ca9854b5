import { ACCOUNT } from '../ledger/chart.js';
import type { MonthSum } from '../ledger/sealed-month.js';
import type { Cents } from '../shared/kernel/money.js';
import type { Amount, Statement } from './statement.js';

/**
 * Accounts besides income and expenses that change what the centre's money comes to: what is owed to it and by it, what
 * learners have to their credit, and the fund with which the book began.
 */
export const ASIDE_ACCOUNTS: readonly string[] = [ACCOUNT.feesOwed, ACCOUNT.learnersCredit, ACCOUNT.expensesOwed, ACCOUNT.fund];

/** A step on the way from the money at the beginning of a month to that at its end. `rest`: of accounts that are not told apart. */
export interface BridgeStep {
  name: 'before' | 'income' | 'expenses' | 'fees' | 'fees-owed' | 'credit' | 'expenses-owed' | 'fund' | 'rest';
  /** As it adds to the money: expenses are negative. */
  cents: Cents;
}

const NAMES: Readonly<Record<string, BridgeStep['name']>> = {
  [ACCOUNT.feesOwed]: 'fees-owed', [ACCOUNT.learnersCredit]: 'credit', [ACCOUNT.expensesOwed]: 'expenses-owed', [ACCOUNT.fund]: 'fund',
};

/** Credits less debits of these in a month, from what each account took in it. */
export function asidesOf(sums: readonly MonthSum[]): Amount[] {
  return sums.filter(({ account }) => ASIDE_ACCOUNTS.includes(account)).map(({ account, debitCents, creditCents }) => ({ account, cents: creditCents - debitCents }));
}

type Told = Pick<Statement, 'money' | 'incomeTotal' | 'expensesTotal'>;

/** What the accounts of money held together before the month, or after it. */
export function heldTotal(money: Statement['money'], when: 'before' | 'after'): Cents {
  return money.reduce((sum, account) => sum + account[when], 0);
}

/** By how much the money changed in another way than the result: fees and expenses count when they are due, money when it moves. */
export function asideTotal({ money, incomeTotal, expensesTotal }: Told): Cents {
  return heldTotal(money, 'after') - heldTotal(money, 'before') - incomeTotal + expensesTotal;
}

/**
 * How the money at the end of a month follows from that at its beginning: the steps always come to what the accounts hold.
 * @param asides credits less debits of `ASIDE_ACCOUNTS` in the month; what they leave open is one step
 */
export function moneyBridge(statement: Told, asides: readonly Amount[]): BridgeStep[] {
  const told = asides.map(({ account, cents }): BridgeStep => ({ name: NAMES[account] ?? 'rest', cents }));
  const rest = asideTotal(statement) - told.reduce((sum, { cents }) => sum + cents, 0);
  return [
    { name: 'before', cents: heldTotal(statement.money, 'before') }, { name: 'income', cents: statement.incomeTotal }, { name: 'expenses', cents: -statement.expensesTotal },
    ...[...told, { name: 'rest' as const, cents: rest }].filter(({ cents }) => cents !== 0),
  ];
}

/**
 * The same for anybody: what learners owe and what they have to their credit as one step. The public file of the book shows
 * every other entry, so that this sum tells nothing that could not be worked out from it.
 */
export function publicBridge(statement: Told, asides: readonly Amount[]): BridgeStep[] {
  const learners: readonly string[] = [ACCOUNT.feesOwed, ACCOUNT.learnersCredit];
  const steps = moneyBridge(statement, asides.filter(({ account }) => !learners.includes(account)));
  const owed = asides.filter(({ account }) => learners.includes(account)).reduce((sum, { cents }) => sum + cents, 0);
  const rest = steps.find(({ name }) => name === 'rest')?.cents ?? 0;
  const others = steps.filter(({ name }) => name !== 'rest');
  return [...others, ...[{ name: 'fees' as const, cents: owed }, { name: 'rest' as const, cents: rest - owed }].filter(({ cents }) => cents !== 0)];
}
