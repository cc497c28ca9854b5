import fc from 'fast-check';
import { ARREARS_BANDS } from '../fees/arrears-bands.js';
import { ACCOUNT, CHART } from '../ledger/chart.js';
import type { MonthSum } from '../ledger/sealed-month.js';
import { ASIDE_ACCOUNTS, asideTotal, heldTotal, moneyBridge, publicBridge } from './money-bridge.js';
import { publicDigest, publicStatement } from './public-statement.js';
import { statementOf, type OpenCharge, type StatementFacts } from './statement.js';

const sum = (account: string, debitCents: number, creditCents: number): MonthSum => ({ account, debitCents, creditCents });
const owes = (personId: string, dueOn: string, cents = 1_000): OpenCharge => ({ personId, dueOn, cents });

const FACTS: StatementFacts = {
  month: '2026-10', until: '2026-10-31',
  sums: [
    sum(ACCOUNT.fees, 1_000, 40_000), sum(ACCOUNT.waivers, 6_000, 0), sum(ACCOUNT.moneyContributions, 0, 20_000), sum(ACCOUNT.safe, 50_000, 30_000), sum(ACCOUNT.feesOwed, 40_000, 30_000),
    sum('6364', 9_000, 0), sum('6561', 6_000, 1_000), sum('6981', 12_000, 0), sum(ACCOUNT.contributionsInKind, 0, 12_000),
  ],
  before: [{ account: ACCOUNT.safe, cents: 7_000 }, { account: ACCOUNT.bank, cents: 100 }, { account: ACCOUNT.fees, cents: -99_000 }],
  openCharges: [owes('a', '2026-11-05'), owes('b', '2026-10-01'), owes('b', '2026-10-02'), owes('c', '2026-07-01', 500)],
  waivedPeople: 6, learners: 40, minutesAttended: 6_000,
};

describe('the statement of a month', () => {
  const statement = statementOf(FACTS);

  it('says what came in by source, what it was spent on, and what came in kind apart', () => {
    expect(statement.income).toEqual([{ account: ACCOUNT.fees, cents: 39_000 }, { account: ACCOUNT.waivers, cents: -6_000 }, { account: ACCOUNT.moneyContributions, cents: 20_000 }]);
    expect(statement.expenses).toEqual([{ account: '6364', cents: 9_000 }, { account: '6561', cents: 5_000 }]);
    expect(statement.inKind).toEqual([{ account: '6981', cents: 12_000 }]);
    expect([statement.incomeTotal, statement.expensesTotal, statement.result, statement.inKindTotal]).toEqual([53_000, 14_000, 39_000, 12_000]);
    expect(statement.money).toEqual([
      { account: ACCOUNT.safe, before: 7_000, received: 50_000, spent: 30_000, after: 27_000 }, { account: ACCOUNT.bank, before: 100, received: 0, spent: 0, after: 100 },
    ]);
  });

  it('says what is owed by age, and how many owe it', () => {
    expect(statement.arrears.filter(({ people }) => people > 0)).toEqual([
      { age: 'not-due', people: 1, cents: 1_000 }, { age: 'to-30', people: 1, cents: 2_000 }, { age: 'older', people: 1, cents: 500 },
    ]);
    expect([statement.arrearsPeople, statement.arrearsTotal]).toEqual([3, 3_500]);
  });

  it('says what a learner and an hour cost, and what of it the fees carry', () => {
    expect([statement.cost, statement.costPerLearner, statement.costPerHour, statement.feeShare]).toEqual([26_000, 650, 260, 12_692]);
    expect(statementOf({ ...FACTS, learners: 0, minutesAttended: 0, sums: [] })).toMatchObject({ cost: 0, costPerLearner: null, costPerHour: null, feeShare: null });
  });

  it('adds up from the money at the beginning to that at the end, whatever was booked and however much of it is told apart', () => {
    const amounts = (accounts: readonly string[]) => fc.array(fc.record({ account: fc.constantFrom(...accounts), cents: fc.integer({ min: -1_000_000, max: 1_000_000 }) }));
    const sums = fc.uniqueArray(fc.record({ account: fc.constantFrom(...CHART.map(({ code }) => code)), debitCents: fc.nat(1_000_000), creditCents: fc.nat(1_000_000) }), { selector: ({ account }) => account });
    fc.assert(fc.property(sums, amounts(CHART.map(({ code }) => code)), amounts(ASIDE_ACCOUNTS), (some, before, asides) => {
      const said = statementOf({ ...FACTS, sums: some, before });
      for (const steps of [moneyBridge(said, asides), publicBridge(said, asides)]) expect(steps.reduce((all, { cents }) => all + cents, 0)).toBe(heldTotal(said.money, 'after'));
      expect(heldTotal(said.money, 'before') + said.result + asideTotal(said)).toBe(heldTotal(said.money, 'after'));
    }));
  });

  it('balances, whatever was booked', () => {
    const sums = fc.uniqueArray(fc.record({ account: fc.constantFrom(...CHART.map(({ code }) => code)), debitCents: fc.nat(1_000_000), creditCents: fc.nat(1_000_000) }), { selector: ({ account }) => account });
    fc.assert(fc.property(sums, (some) => {
      const { income, incomeTotal, expenses, expensesTotal, result } = statementOf({ ...FACTS, sums: some });
      expect(incomeTotal).toBe(income.reduce((all, { cents }) => all + cents, 0));
      expect(result).toBe(incomeTotal - expensesTotal);
      expect(expensesTotal).toBe(expenses.reduce((all, { cents }) => all + cents, 0));
    }), { seed: 5, numRuns: 200 });
  });
});

describe('what anybody may see of it', () => {
  const of = (facts: Partial<StatementFacts>) => publicStatement(statementOf({ ...FACTS, ...facts }));

  it('counts nobody of whom there are fewer than five, and shows nothing that gives them away', () => {
    const few = of({ waivedPeople: 4, learners: 4 });
    expect([few.waived, few.arrears, few.learners]).toEqual([null, null, null]);
    expect(few.income).toEqual([{ account: ACCOUNT.fees, cents: 33_000 }, { account: ACCOUNT.moneyContributions, cents: 20_000 }]);
    expect(few.incomeTotal).toBe(53_000);
  });

  it.each<[string, OpenCharge[], object | null]>([
    ['three who owe', FACTS.openCharges as OpenCharge[], null],
    ['six, one of them for long', [...'abcde'].map((person) => owes(person, '2026-10-20')).concat(owes('f', '2026-01-01')), { people: 6, cents: 6_000, byAge: null }],
    ['five at one age', [...'abcde'].map((person) => owes(person, '2026-10-20')), { people: 5, cents: 5_000 }],
    ['nobody', [], { people: 0, cents: 0 }],
  ])('of arrears: %s', (_, openCharges, seen) => {
    const { arrears } = of({ openCharges });
    if (seen === null) return expect(arrears).toBeNull();
    expect(arrears).toMatchObject(seen);
    return expect(arrears?.byAge?.length ?? ARREARS_BANDS.length).toBe(ARREARS_BANDS.length);
  });

  it('never says how many of one to four there are, whatever the month', () => {
    const people = fc.constantFrom(...'abcdefghijk');
    const charges = fc.array(fc.record({ personId: people, dueOn: fc.constantFrom('2026-11-05', '2026-10-20', '2026-09-20', '2026-08-20', '2026-01-20'), cents: fc.constant(1_000) }), { maxLength: 14 });
    fc.assert(fc.property(charges, fc.nat(9), fc.nat(9), (openCharges, waivedPeople, learners) => {
      const { waived, arrears, learners: seen, income } = of({ openCharges, waivedPeople, learners });
      const counts = [waived?.people ?? 0, arrears?.people ?? 0, seen?.people ?? 0, ...arrears?.byAge?.map((age) => age.people) ?? []];
      expect(counts.filter((count) => count > 0 && count < 5)).toEqual([]);
      if (waived === null) expect(income.some(({ account }) => account === ACCOUNT.waivers)).toBe(false);
    }), { seed: 6, numRuns: 500 });
  });

  it('has one digest, also after it was kept', () => {
    const published = of({});
    expect(publicDigest(JSON.parse(JSON.stringify(published)) as typeof published)).toBe(publicDigest(published));
  });
});
