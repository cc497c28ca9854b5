import fc from 'fast-check';
import { equalParts, isWhole, partsOn, sumOf, type SetParts } from './shares.js';

const set = (memberId: string, since: string, ordinal: number, costShare: number, decisionShare = costShare): SetParts => (
  { memberId, since, ordinal, costShare, decisionShare });

const ALL_SET = [set('a', '2026-03-01', 1, 5_000), set('a', '2026-07-01', 2, 2_500, 3_000), set('b', '2026-03-01', 1, 5_000), set('a', '2026-05-01', 3, 4_000), set('a', '2026-05-01', 4, 4_100)];

describe('the parts of members', () => {
  it.each<[string, string, number, number]>([
    ['nothing before the first day', '2026-02-28', 0, 0],
    ['the first on its day', '2026-03-01', 5_000, 5_000],
    ['of two from one day the later one, though a later day was set before', '2026-06-30', 4_100, 4_100],
    ['the last from its day on', '2026-07-01', 2_500, 3_000],
  ])('are %s', (_, day, costShare, decisionShare) => {
    expect(partsOn(ALL_SET, 'a', day)).toEqual({ costShare, decisionShare });
  });

  it('are the whole when both sums are, to the hundredth', () => {
    const parts = [partsOn(ALL_SET, 'a', '2026-03-02'), partsOn(ALL_SET, 'b', '2026-03-02')];
    expect(isWhole(parts)).toBe(true);
    const now = [partsOn(ALL_SET, 'a', '2026-08-01'), partsOn(ALL_SET, 'b', '2026-08-01')];
    expect(sumOf(now)).toEqual({ costShare: 7_500, decisionShare: 8_000 });
    expect(isWhole(now)).toBe(false);
    expect(isWhole([{ costShare: 10_000, decisionShare: 9_999 }])).toBe(false);
  });

  it('of equals sum to all of it, however many they are', () => {
    expect(equalParts(3)).toEqual([3_334, 3_333, 3_333]);
    expect(equalParts(0)).toEqual([]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), (members) => {
      expect(isWhole(equalParts(members).map((part) => ({ costShare: part, decisionShare: part })))).toBe(true);
    }));
  });
});
