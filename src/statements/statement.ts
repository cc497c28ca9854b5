import { ARREARS_BANDS, bandOf, type ArrearsBand } from '../fees/arrears-bands.js';
import { ACCOUNT, CHART, type LedgerAccount } from '../ledger/chart.js';
import type { Month } from '../ledger/entry-rules.js';
import type { MonthSum } from '../ledger/sealed-month.js';
import type { Cents } from '../shared/kernel/money.js';
import type { LocalDate } from '../shared/kernel/local-date.js';

export interface Amount {
  account: string;
  cents: Cents;
}

/** What is owed at the end of a month. */
export interface OpenCharge {
  personId: string;
  dueOn: LocalDate;
  cents: Cents;
}

/** What a month's statement is made of. */
export interface StatementFacts {
  month: Month;
  /** The last day of the month. */
  until: LocalDate;
  /** Of every account with an entry in the month. */
  sums: readonly MonthSum[];
  /** Debits less credits of every month before, by account. */
  before: readonly Amount[];
  openCharges: readonly OpenCharge[];
  /** People to whom something was waived in the month. */
  waivedPeople: number;
  /** People who attended a session in the month. */
  learners: number;
  minutesAttended: number;
}

/** A month of a centre's money. Amounts in céntimos; income and expenses are positive. */
export interface Statement {
  month: Month;
  /** By source; what was waived stands among it as a negative amount. */
  income: Amount[];
  incomeTotal: Cents;
  expenses: Amount[];
  expensesTotal: Cents;
  result: Cents;
  /** What came and was used up without money: by what it was. */
  inKind: Amount[];
  inKindTotal: Cents;
  waived: { people: number; cents: Cents };
  arrears: { age: ArrearsBand; people: number; cents: Cents }[];
  arrearsPeople: number;
  arrearsTotal: Cents;
  /** What the accounts of money held before and after the month. */
  money: { account: string; before: Cents; received: Cents; spent: Cents; after: Cents }[];
  learners: number;
  minutesAttended: number;
  /** Expenses and what came in kind. */
  cost: Cents;
  /** Null without a learner. */
  costPerLearner: Cents | null;
  /** Of an hour that one learner attended; null without any. */
  costPerHour: Cents | null;
  /** Fees less waivers of the cost, in hundredths of a per cent; null without cost. */
  feeShare: number | null;
}

const MONEY: readonly string[] = [ACCOUNT.safe, ACCOUNT.till, ACCOUNT.bank, ACCOUNT.yape, ACCOUNT.plin];

/** The statement of a month, from what was booked and counted. */
export function statementOf(facts: StatementFacts): Statement {
  const sums = new Map(facts.sums.map((sum) => [sum.account, sum]));
  const net = (code: string): Cents => (sums.get(code)?.debitCents ?? 0) - (sums.get(code)?.creditCents ?? 0);
  const amounts = (which: (account: LedgerAccount) => boolean, sign: 1 | -1): Amount[] => CHART.filter(which)
    .map(({ code }) => ({ account: code, cents: sign * net(code) })).filter(({ cents }) => cents !== 0);
  const income = amounts(({ kind, inKind }) => kind === 'income' && !inKind, -1);
  const expenses = amounts(({ kind, inKind }) => kind === 'expense' && !inKind, 1);
  const inKind = amounts(({ kind, inKind: given }) => kind === 'expense' && given === true, 1);
  const [incomeTotal, expensesTotal, inKindTotal] = [total(income), total(expenses), total(inKind)];
  const cost = expensesTotal + inKindTotal;
  const feeIncome = -net(ACCOUNT.fees) - net(ACCOUNT.waivers);
  const arrears = arrearsByAge(facts.openCharges, facts.until);
  return {
    month: facts.month, income, incomeTotal, expenses, expensesTotal, result: incomeTotal - expensesTotal, inKind, inKindTotal,
    waived: { people: facts.waivedPeople, cents: net(ACCOUNT.waivers) },
    arrears, arrearsPeople: new Set(facts.openCharges.map(({ personId }) => personId)).size, arrearsTotal: total(arrears),
    money: moneyOf(sums, facts.before), learners: facts.learners, minutesAttended: facts.minutesAttended, cost,
    costPerLearner: facts.learners === 0 ? null : Math.round(cost / facts.learners),
    costPerHour: facts.minutesAttended === 0 ? null : Math.round((cost * 60) / facts.minutesAttended),
    feeShare: cost <= 0 ? null : Math.round((feeIncome * 10_000) / cost),
  };
}

function arrearsByAge(charges: readonly OpenCharge[], until: LocalDate): Statement['arrears'] {
  return ARREARS_BANDS.map((age) => {
    const open = charges.filter(({ dueOn }) => bandOf(dueOn, until) === age);
    return { age, people: new Set(open.map(({ personId }) => personId)).size, cents: total(open) };
  });
}

function moneyOf(sums: ReadonlyMap<string, MonthSum>, before: readonly Amount[]): Statement['money'] {
  const held = new Map(before.map(({ account, cents }) => [account, cents]));
  return MONEY.map((account) => {
    const [at, received, spent] = [held.get(account) ?? 0, sums.get(account)?.debitCents ?? 0, sums.get(account)?.creditCents ?? 0];
    return { account, before: at, received, spent, after: at + received - spent };
  }).filter(({ before: at, received, spent }) => at !== 0 || received !== 0 || spent !== 0);
}

function total(list: readonly { cents: Cents }[]): Cents {
  return list.reduce((sum, { cents }) => sum + cents, 0);
}
