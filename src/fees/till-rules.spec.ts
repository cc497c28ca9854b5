import fc from 'fast-check';
import { linesFault } from '../ledger/entry-rules.js';
import { closingLines, closingRefusals, DENOMINATIONS, firstOff, isLeftOpen, openingRefusals, sumOf } from './till-rules.js';

const reasons = (refusals: { reason: string }[]): string[] => refusals.map(({ reason }) => reason.replace('till:refusals.', ''));

describe('a till', () => {
  it.each([
    ['with what the safe holds', {}, []],
    ['with nothing', { floatCents: 0, safeCents: 0 }, []],
    ['with more than the safe holds', { safeCents: 1_999 }, ['safe-too-low']],
    ['with more, booked as opening balance', { safeCents: 0, bookMissing: true }, []],
    ['a second time', { openAt: 'Villa El Salvador' }, ['open-already']],
    ['with a sum that nobody keeps', { floatCents: 1_000_001 }, ['float-too-much']],
  ])('is opened %s: %s', (_, change, expected) => {
    expect(reasons(openingRefusals({ openAt: null, floatCents: 2_000, safeCents: 5_000, bookMissing: false, ...change }))).toEqual(expected);
  });

  it.each([
    ['what should be there', 5_000, null, false, []],
    ['too little without a reason', 4_990, null, false, ['difference-reason']],
    ['too much without a reason', 5_010, null, false, ['difference-reason']],
    ['too little, explained', 4_990, 'Di mal un vuelto', false, []],
    ['somebody else\'s money without a reason', 5_000, null, true, ['abandoned-reason']],
  ])('is closed with %s', (_, countedCents, reason, abandoned, expected) => {
    expect(reasons(closingRefusals({ expectedCents: 5_000, countedCents, reason, abandoned, counts: [] }))).toEqual(expected);
  });

  it('is not closed without a word once any count was off, though the last one agrees', () => {
    const counts = [{ expectedCents: 5_000, countedCents: 5_000 }, { expectedCents: 5_000, countedCents: 4_500 }, { expectedCents: 5_000, countedCents: 5_000 }];
    const ground = { expectedCents: 5_000, countedCents: 5_000, reason: null, abandoned: false, counts };
    expect(firstOff(counts)).toBe(counts[1]);
    expect(reasons(closingRefusals(ground))).toEqual(['difference-reason']);
    expect(closingRefusals({ ...ground, reason: 'Había un billete debajo' })).toEqual([]);
    expect(closingRefusals({ ...ground, counts: counts.slice(0, 1) })).toEqual([]);
  });

  it('books every end so that it balances and the till holds nothing', () => {
    fc.assert(fc.property(fc.nat(500_000), fc.nat(500_000), (expected, counted) => {
      const lines = closingLines(expected, counted);
      if (expected === 0 && counted === 0) return expect(lines).toEqual([]);
      expect(linesFault({ kind: 'till-close', sealed: null, lines })).toBeNull();
      const of = (account: string): number => lines.find((line) => line.account === account)?.cents ?? 0;
      expect([of('1012'), of('1011')].map((cents) => cents + 0)).toEqual([expected === 0 ? 0 : -expected, counted]);
      expect(of('6592')).toBe(Math.max(0, expected - counted));
      expect(of('7592') + 0).toBe(counted > expected ? expected - counted : 0);
    }));
  });

  it('is counted by notes and coins', () => {
    expect(DENOMINATIONS).toHaveLength(11);
    expect(sumOf({ 20000: 1, 50: 3, 10: 2, 7: 99 })).toBe(20_170);
    expect(sumOf({})).toBe(0);
  });

  it('of an earlier day that is open still is left open', () => {
    expect(isLeftOpen({ openedOn: '2026-11-22', closedAt: null }, '2026-11-23')).toBe(true);
    expect(isLeftOpen({ openedOn: '2026-11-23', closedAt: null }, '2026-11-23')).toBe(false);
    expect(isLeftOpen({ openedOn: '2026-11-22', closedAt: 1 }, '2026-11-23')).toBe(false);
  });
});
