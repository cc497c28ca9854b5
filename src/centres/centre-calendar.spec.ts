import type { Weekday } from '../shared/kernel/local-date.js';
import { weekdaysMask } from '../shared/kernel/weekdays.js';
import { closing, isOpen, meetingDates, openRanges, type CentreCalendar } from './centre-calendar.js';

const WEEK: Weekday[] = [1, 2, 3, 4, 5];

/** Weekdays 9 to 13 and 15 to 20, Saturday 9 to 13 and on to 18; closed on 28 and 29 July 2026, open on 6 August. */
const calendar: CentreCalendar = {
  hours: [
    ...WEEK.flatMap((weekday) => [
      { weekday, opensAt: '15:00', closesAt: '20:00' },
      { weekday, opensAt: '09:00', closesAt: '13:00' },
    ]),
    { weekday: 6, opensAt: '09:00', closesAt: '13:00' },
    { weekday: 6, opensAt: '13:00', closesAt: '18:00' },
  ],
  holidays: [
    { date: '2026-07-28', name: 'Fiestas Patrias', closed: true },
    { date: '2026-07-29', closed: true },
    { date: '2026-08-06', closed: false },
  ],
};

describe('opening', () => {
  it.each([
    ['a morning', '2026-07-27', '09:00', '11:00', true],
    ['until it closes', '2026-07-27', '11:00', '13:00', true],
    ['over the break', '2026-07-27', '12:00', '16:00', false],
    ['before it opens', '2026-07-27', '08:30', '10:00', false],
    ['over midday on Saturday', '2026-08-01', '11:00', '15:00', true],
    ['Sunday', '2026-08-02', '09:00', '10:00', false],
    ['a holiday', '2026-07-28', '09:00', '11:00', false],
    ['a holiday on which it opens all the same', '2026-08-06', '09:00', '11:00', true],
  ])('%s', (_, date, from, to, open) => {
    expect(isOpen(calendar, date, { from, to })).toBe(open);
  });

  it('puts hours in order and joins those that touch', () => {
    expect(openRanges(calendar, '2026-07-27')).toEqual([{ from: '09:00', to: '13:00' }, { from: '15:00', to: '20:00' }]);
    expect(openRanges(calendar, '2026-08-01')).toEqual([{ from: '09:00', to: '18:00' }]);
  });

  it('is not limited before anybody has told the hours', () => {
    const untold = { ...calendar, hours: [] };
    expect([isOpen(untold, '2026-08-02', { from: '07:00', to: '22:00' }), isOpen(untold, '2026-07-28', { from: '09:00', to: '10:00' })])
      .toEqual([true, false]);
  });
});

describe('being closed', () => {
  it.each([
    ['a holiday', '2026-07-28', { why: 'holiday', name: 'Fiestas Patrias' }],
    ['a Sunday', '2026-08-02', { why: 'hours' }],
    ['an ordinary day', '2026-07-27', null],
    ['a holiday on which it opens all the same', '2026-08-06', null],
  ])('on %s has its reason', (_, date, expected) => {
    expect(closing(calendar, date, { from: '09:00', to: '11:00' })).toEqual(expected);
  });
});

describe('the dates of a group', () => {
  const meeting = { days: weekdaysMask([2, 4]), startsAt: '09:00', endsAt: '11:00' };
  const span = { startsOn: '2026-07-21', endsOn: '2026-08-06' };

  it('are its weekdays, both ends included, without holidays', () => {
    expect(meetingDates(calendar, meeting, span)).toEqual(['2026-07-21', '2026-07-23', '2026-07-30', '2026-08-04', '2026-08-06']);
  });

  it('are none when the end lies before the start', () => {
    expect(meetingDates(calendar, meeting, { startsOn: '2026-08-06', endsOn: '2026-07-21' })).toEqual([]);
  });
});
