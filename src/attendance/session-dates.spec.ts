import fc from 'fast-check';
import { addDays, weekdayOf } from '../shared/kernel/local-date.js';
import { meetingDates, missingSessions, type MeetingPlan } from './session-dates.js';

const MONDAY_WEDNESDAY_FRIDAY = 0b0010101;
const SATURDAY = 0b0100000;
const plan: MeetingPlan = { from: '2026-11-23', to: '2026-12-04', days: MONDAY_WEDNESDAY_FRIDAY, startsAt: '15:00', lessons: ['1A-1', '1A-2'] };

describe('dates on which a group meets', () => {
  it.each([
    ['both ends included', plan, [], ['2026-11-23', '2026-11-25', '2026-11-27', '2026-11-30', '2026-12-02', '2026-12-04']],
    ['a holiday left out', plan, ['2026-11-25'], ['2026-11-23', '2026-11-27', '2026-11-30', '2026-12-02', '2026-12-04']],
    ['one day a week', { ...plan, days: SATURDAY }, [], ['2026-11-28']],
    ['over the turn of the year', { ...plan, from: '2026-12-26', to: '2027-01-10', days: SATURDAY }, ['2027-01-02'], ['2026-12-26', '2027-01-09']],
    ['ends before it begins', { ...plan, to: '2026-11-01' }, [], []],
    ['no weekday at all', { ...plan, days: 0 }, [], []],
  ])('%s', (_, given, closed, expected) => {
    expect(meetingDates(given, new Set(closed))).toEqual(expected);
  });

  it('fall on the weekdays, within the dates, on no closed day', () => {
    const day = fc.integer({ min: 0, max: 300 }).map((days) => addDays('2026-01-01', days));
    fc.assert(fc.property(day, day, fc.integer({ min: 0, max: 127 }), fc.array(day), (from, to, days, closed) => {
      const dates = meetingDates({ from, to, days }, new Set(closed));
      for (const date of dates) {
        expect(date >= from && date <= to && !closed.includes(date)).toBe(true);
        expect(days & (1 << (weekdayOf(date) - 1))).not.toBe(0);
      }
      expect([...new Set(dates)].sort()).toEqual(dates);
    }));
  });

  it('stop after a year, whatever was typed', () => {
    expect(meetingDates({ ...plan, to: '9999-12-31' }, new Set()).length).toBeLessThan(180);
  });
});

describe('sessions that are not there yet', () => {
  it('get their number and their lesson in order', () => {
    expect(missingSessions({ ...plan, to: '2026-11-27' }, new Set(), [])).toEqual([
      { ordinal: 1, date: '2026-11-23', lessonCode: '1A-1' },
      { ordinal: 2, date: '2026-11-25', lessonCode: '1A-2' },
      { ordinal: 3, date: '2026-11-27', lessonCode: null },
    ]);
  });

  it('are none when planned again', () => {
    const existing = missingSessions(plan, new Set(), []).map((session) => ({ ...session, startsAt: plan.startsAt }));
    expect(missingSessions(plan, new Set(), existing)).toEqual([]);
    expect(missingSessions({ ...plan, to: '2026-12-07' }, new Set(), existing)).toEqual([{ ordinal: 7, date: '2026-12-07', lessonCode: null }]);
  });
});
