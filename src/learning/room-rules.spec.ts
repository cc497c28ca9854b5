import { byNeed, isAway, seatState, type Seat } from './room-rules.js';

const NOW = 1_000_000_000;
const seat = (changes: Partial<Seat>): Seat => ({ step: 3, seenAt: NOW - 60_000, finishedAt: null, tries: 0, elsewhereAt: null, ...changes });

describe('how somebody is getting on', () => {
  it.each([
    [{ step: null, seenAt: null }, 'not-begun'], [{}, 'at-work'], [{ seenAt: NOW - 6 * 60_000 }, 'stuck'], [{ seenAt: NOW - 6 * 60_000 + 1 }, 'at-work'],
    [{ tries: 3 }, 'at-work'], [{ tries: 4 }, 'stuck'], [{ finishedAt: NOW - 1, seenAt: 0 }, 'finished'],
    [{ step: null, seenAt: null, elsewhereAt: NOW - 60_000 }, 'elsewhere'], [{ step: null, seenAt: null, elsewhereAt: NOW - 120 * 60_000 }, 'not-begun'],
    [{ elsewhereAt: NOW - 30_000 }, 'elsewhere'], [{ elsewhereAt: NOW - 90_000 }, 'at-work'], [{ finishedAt: NOW - 1, elsewhereAt: NOW }, 'finished'],
  ])('%p: %s', (changes, state) => {
    expect(seatState(seat(changes), NOW)).toBe(state);
  });

  it.each([
    ['absent', {}, true], ['excused', {}, true], ['absent', { seenAt: NOW - 90_000 }, true], ['absent', { seenAt: NOW }, false], ['absent', { elsewhereAt: NOW + 1 }, false],
    ['present', {}, false], ['late', {}, false], ['left_early', {}, false], [null, {}, false],
  ] as const)('who is marked %s and seen %p is away: %s', (mark, seen, away) => {
    expect(isAway(mark, { seenAt: null, elsewhereAt: null, ...seen }, NOW)).toBe(away);
  });

  it('puts first who needs somebody most', () => {
    const seats = {
      done: seat({ finishedAt: NOW }), quick: seat({ step: 8 }), slow: seat({ step: 2 }), waiting: seat({ step: null, seenAt: null }),
      away: seat({ step: null, seenAt: null, elsewhereAt: NOW }),
      stuck: seat({ seenAt: NOW - 7 * 60_000 }), longStuck: seat({ seenAt: NOW - 20 * 60_000 }),
    };
    const order = Object.entries(seats).sort(([, a], [, b]) => byNeed(a, b, NOW)).map(([name]) => name);
    expect(order).toEqual(['longStuck', 'stuck', 'waiting', 'away', 'slow', 'quick', 'done']);
  });
});
