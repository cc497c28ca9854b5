import fc from 'fast-check';
import { addDays } from '../shared/kernel/local-date.js';
import { missingSessions, movedSessions, type SessionPlan } from './session-dates.js';

const plan: SessionPlan = { dates: ['2026-11-23', '2026-11-25', '2026-11-27'], startsAt: '15:00', lessons: ['1A-1', '1A-2'] };

describe('sessions that are not there yet', () => {
  it('get their number and their lesson in order', () => {
    expect(missingSessions(plan, [])).toEqual([
      { ordinal: 1, date: '2026-11-23', lessonCode: '1A-1' },
      { ordinal: 2, date: '2026-11-25', lessonCode: '1A-2' },
      { ordinal: 3, date: '2026-11-27', lessonCode: null },
    ]);
  });

  it.each([
    ['all there', plan.dates, '15:00', []],
    ['one day more', ['2026-11-23', '2026-11-25'], '15:00', [{ ordinal: 3, date: '2026-11-27', lessonCode: null }]],
    ['held at another hour before', ['2026-11-23'], '09:00', [
      { ordinal: 2, date: '2026-11-23', lessonCode: '1A-2' }, { ordinal: 3, date: '2026-11-25', lessonCode: null },
      { ordinal: 4, date: '2026-11-27', lessonCode: null },
    ]],
  ])('planned again: %s', (_, dates, startsAt, expected) => {
    const existing = dates.map((date, index) => ({ date, startsAt, ordinal: index + 1 }));
    expect(missingSessions(plan, existing)).toEqual(expected);
  });

  it('are none after they were added, whatever was there before', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 })).map((list) => list.sort((a, b) => a - b).map((day) => addDays('2026-11-23', day)));
    fc.assert(fc.property(days, days, (before, after) => {
      const existing = missingSessions({ ...plan, dates: before }, []).map((session) => ({ ...session, startsAt: plan.startsAt }));
      const added = missingSessions({ ...plan, dates: after }, existing).map((session) => ({ ...session, startsAt: plan.startsAt }));
      const all = [...existing, ...added];
      expect(missingSessions({ ...plan, dates: after }, all)).toEqual([]);
      expect(new Set(all.map(({ ordinal }) => ordinal)).size).toBe(all.length);
    }));
  });
});

describe('sessions of a group that meets at other times', () => {
  const toCome = ['2026-11-23', '2026-11-25', '2026-11-27'].map((date, index) => ({ date, ordinal: index + 1 }));

  it.each<[string, string[], [number, string][], number[], string[]]>([
    ['as many dates', ['2026-11-24', '2026-11-26', '2026-11-28'], [[3, '2026-11-28'], [2, '2026-11-26'], [1, '2026-11-24']], [], []],
    ['fewer dates', ['2026-11-24', '2026-11-26'], [[2, '2026-11-26'], [1, '2026-11-24']], [3], []],
    ['more dates', ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'], [[1, '2026-11-23'], [2, '2026-11-24'], [3, '2026-11-25']], [], ['2026-11-26']],
  ])('%s', (_, dates, moved, left, more) => {
    const found = movedSessions(toCome, dates);
    expect(found.moved.map(({ session, date }) => [session.ordinal, date])).toEqual(moved);
    expect([found.left.map(({ ordinal }) => ordinal), found.dates]).toEqual([left, more]);
  });

  it('never stand twice on one date on the way, and keep their order', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1 }).map((list) => list.sort((a, b) => a - b).map((day) => addDays('2026-11-23', day)));
    fc.assert(fc.property(days, days, (before, after) => {
      const sessions = before.map((date) => ({ date }));
      const { moved, left } = movedSessions(sessions, after);
      const standing = new Map(sessions.filter((session) => !left.includes(session)).map((session) => [session, session.date]));
      for (const { session, date } of moved) {
        standing.set(session, date);
        expect(new Set(standing.values()).size).toBe(standing.size);
      }
      expect([...standing.values()]).toEqual(after.slice(0, standing.size));
    }));
  });
});
