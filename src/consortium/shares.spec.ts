import fc from 'fast-check';
import { equalParts, isWhole, partsOn, sumOf, sumRefusals, type SetParts } from './shares.js';

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

  it('that are not the whole are asked about, by column, until that is confirmed', () => {
    const parts = [{ costShare: 9_999, decisionShare: 6_000 }, { costShare: 0, decisionShare: 4_100 }];
    expect(sumRefusals(parts, 'a', false)).toEqual([
      { field: 'costShare[a]', reason: 'consortium:refusals.sum-missing', params: { sum: '99.99 %', off: '0.01 %' } },
      { field: 'decisionShare[a]', reason: 'consortium:refusals.sum-over', params: { sum: '101.00 %', off: '1.00 %' } },
    ]);
    expect(sumRefusals(parts, 'a', true)).toEqual([]);
    expect(sumRefusals(equalParts(3).map((part) => ({ costShare: part, decisionShare: part })), 'a', false)).toEqual([]);
  });

  it('of equals sum to all of it, however many they are', () => {
    expect(equalParts(3)).toEqual([3_334, 3_333, 3_333]);
    expect(equalParts(0)).toEqual([]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), (members) => {
      expect(isWhole(equalParts(members).map((part) => ({ costShare: part, decisionShare: part })))).toBe(true);
    }));
  });
});
