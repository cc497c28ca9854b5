import fc from 'fast-check';
import { addDays } from '../shared/kernel/local-date.js';
import { missingSessions, type SessionPlan } from './session-dates.js';

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
