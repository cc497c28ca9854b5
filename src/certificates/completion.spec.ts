import fc from 'fast-check';
import { meets, peopleAtShares, shortfalls, USUAL_RULE, wayToGo, type CompletionFigures, type Shortfall, type WayToGo } from './completion.js';

describe('what is missing for a certificate', () => {
  const figures = (came: number, held: number, finished: number, practices: number): CompletionFigures => ({ came, held, finished, practices });

  it.each<[string, CompletionFigures, Shortfall[]]>([
    ['all of both', figures(20, 20, 10, 10), []],
    ['just enough of both', figures(14, 20, 6, 10), []],
    ['one session too few', figures(13, 20, 6, 10), [{ what: 'sessions', missing: 1 }]],
    ['one practice too few', figures(14, 20, 5, 10), [{ what: 'practices', missing: 1 }]],
    ['too little of both', figures(2, 20, 0, 10), [{ what: 'sessions', missing: 12 }, { what: 'practices', missing: 6 }]],
    ['a share between two sessions counts up', figures(4, 6, 1, 1), [{ what: 'sessions', missing: 1 }]],
    ['69.6 per cent is not 70', figures(16, 23, 1, 1), [{ what: 'sessions', missing: 1 }]],
    ['a course without practices asks for none', figures(7, 10, 0, 0), []],
    ['before the first session nothing was attended', figures(0, 0, 10, 10), [{ what: 'no-session' }]],
    ['before the first session, nothing practised', figures(0, 0, 0, 3), [{ what: 'no-session' }, { what: 'practices', missing: 2 }]],
  ])('%s', (_, shown, missing) => {
    expect(shortfalls(USUAL_RULE, shown)).toEqual(missing);
  });

  it('asks for nothing where both shares are nought', () => {
    expect(shortfalls({ attendanceShare: 0, practiceShare: 0 }, figures(0, 0, 0, 5))).toEqual([]);
  });

  it.each<[string, CompletionFigures, number, WayToGo | null]>([
    ['missed the first of four', figures(0, 1, 0, 0), 3, { all: 4, needed: 3, reachable: true }],
    ['came to the first of four', figures(1, 1, 0, 0), 3, { all: 4, needed: 3, reachable: true }],
    ['missed two of four', figures(0, 2, 0, 0), 2, { all: 4, needed: 3, reachable: false }],
    ['has been at enough of them', figures(3, 3, 0, 0), 1, null],
    ['none was held', figures(0, 0, 0, 0), 4, null],
    ['none is to come', figures(1, 4, 0, 0), 0, null],
  ])('says of all sessions of the course how many she needs: %s', (_, shown, toCome, way) => {
    expect(wayToGo(USUAL_RULE, shown, toCome)).toEqual(way);
  });

  const share = fc.integer({ min: 0, max: 100 });
  const anyFigures = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(40), fc.nat(40))
    .map(([a, b, c, d]) => figures(Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)));

  it('names exactly what, once made up for, meets the rule', () => {
    fc.assert(fc.property(share, share, anyFigures, (attendanceShare, practiceShare, shown) => {
      const asked = { attendanceShare, practiceShare };
      const missing = shortfalls(asked, shown);
      const made = (what: 'sessions' | 'practices'): number => missing.reduce((sum, one) => (one.what === what ? sum + one.missing : sum), 0);
      const after = { ...shown, came: shown.came + made('sessions'), finished: shown.finished + made('practices') };
      if (missing.every(({ what }) => what !== 'no-session')) expect(meets(asked, after)).toBe(true);
      if (made('sessions') > 0) expect(meets(asked, { ...after, came: after.came - 1 })).toBe(false);
      if (made('practices') > 0) expect(meets(asked, { ...after, finished: after.finished - 1 })).toBe(false);
      expect(after.came <= shown.held && after.finished <= shown.practices).toBe(true);
    }));
  });

  it('never lets more people through when it asks for more', () => {
    fc.assert(fc.property(fc.array(anyFigures, { maxLength: 12 }), (people) => {
      for (const part of ['attendanceShare', 'practiceShare'] as const) {
        const counts = peopleAtShares(people, part).map((one) => one.people);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
      }
    }));
  });
});
