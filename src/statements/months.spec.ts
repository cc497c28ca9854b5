import { isMonth, lastDayOf, monthAfter } from '../ledger/book-months.js';
import { missingMonths, signingRefusals, type MonthGround } from './months.js';

const GROUND: MonthGround = { month: '2026-10', today: '2026-11-23', closedThrough: '', firstOpen: '2026-10', openTills: 0, pendingExpenses: 0 };

describe('months of the books', () => {
  it('follow each other over years, and have their last day', () => {
    expect([monthAfter('2026-12'), monthAfter('2026-01'), lastDayOf('2028-02'), lastDayOf('2026-12')]).toEqual(['2027-01', '2026-02', '2028-02-29', '2026-12-31']);
    expect(['2026-10', '2026-13', '26-10', '2026-1', '2026-10-01', '0000-01'].map(isMonth)).toEqual([true, false, false, false, false, false]);
  });

  it.each<[string, Partial<MonthGround>, string[]]>([
    ['is over and nothing is in the air', {}, []],
    ['is closed', { closedThrough: '2026-10' }, ['closed']],
    ['is running', { month: '2026-11', firstOpen: '2026-11' }, ['not-over']],
    ['ends today', { today: '2026-10-31' }, ['not-over']],
    ['ended yesterday', { today: '2026-11-01' }, []],
    ['comes after an open one', { firstOpen: '2026-08' }, ['earlier-first']],
    ['has nothing in it', { firstOpen: null }, ['nothing-booked']],
    ['lies before the first entry', { firstOpen: '2026-11' }, ['nothing-booked']],
    ['has open tills and expenses that wait', { openTills: 1, pendingExpenses: 2 }, ['open-tills', 'pending-expenses']],
  ])('a month that %s', (_, more, reasons) => {
    expect(signingRefusals({ ...GROUND, ...more }).map(({ reason }) => reason)).toEqual(reasons.map((reason) => `statements:refusals.${reason}`));
  });
});

describe('a list of closed months leaves out', () => {
  it.each<[string, string[], string, string[]]>([
    ['nothing while none is closed', [], '2026-11-23', []],
    ['nothing where all that are over are closed', ['2026-10', '2026-09'], '2026-11-23', []],
    ['what is over and not closed yet', ['2026-08'], '2026-11-01', ['open 2026-09 2026-10']],
    ['nothing of the month that runs', ['2026-10'], '2026-11-30', []],
    ['months without an entry, over the turn of a year', ['2026-10', '2026-02', '2025-11'], '2026-11-23', ['empty 2026-03 2026-09', 'empty 2025-12 2026-01']],
    ['both', ['2026-09', '2026-07'], '2026-11-23', ['open 2026-10 2026-10', 'empty 2026-08 2026-08']],
  ])('%s', (_, closed, today, expected) => {
    expect(missingMonths(closed, today).map(({ why, from, to }) => `${why} ${from} ${to}`)).toEqual(expected);
  });
});
