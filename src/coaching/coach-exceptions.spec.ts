import type { CentreCalendar } from '../centres/centre-calendar.js';
import { addDays } from '../shared/kernel/local-date.js';
import { exceptionRefusals, exceptionSpans, freshDates, touches, type ExceptionDay, type WantedException } from './coach-exceptions.js';

/** A Monday. */
const TODAY = '2026-11-23';
const calendar: CentreCalendar = {
  hours: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '20:00' })),
  holidays: [{ date: '2026-12-08', name: 'Inmaculada', closed: true }],
};
const away = (more: Partial<WantedException> = {}): WantedException => ({ kind: 'away', fromDate: '2026-11-25', toDate: '2026-11-25', hours: null, ...more });
const extra = (more: Partial<WantedException> = {}): WantedException => ({ ...away(), kind: 'extra', hours: { from: '17:00', to: '19:00' }, ...more });
const day = (date: string, more: Partial<ExceptionDay> = {}): ExceptionDay => ({ id: date, kind: 'away', date, fromTime: null, toTime: null, reason: null, ...more });

describe('an exception to a coach\'s week', () => {
  it.each<[string, WantedException, ExceptionDay[], string[]]>([
    ['a day', away(), [], []],
    ['today', away({ fromDate: TODAY, toDate: TODAY }), [], []],
    ['some hours of a day', away({ hours: { from: '09:00', to: '11:00' } }), [], []],
    ['a span of days over a closed weekend', away({ toDate: '2026-12-05' }), [], []],
    ['the longest span', away({ toDate: addDays('2026-11-25', 61) }), [], []],
    ['a day more than that', away({ toDate: addDays('2026-11-25', 62) }), [], ['toDate exception-long']],
    ['yesterday', away({ fromDate: '2026-11-22', toDate: '2026-11-30' }), [], ['fromDate exception-past']],
    ['a year ahead', away({ fromDate: addDays(TODAY, 366), toDate: addDays(TODAY, 366) }), [], []],
    ['a day more than a year ahead', away({ fromDate: addDays(TODAY, 367), toDate: addDays(TODAY, 367) }), [], ['fromDate exception-far']],
    ['a span that ends first', away({ toDate: '2026-11-24' }), [], ['toDate exception-backwards']],
    ['hours that end first', away({ hours: { from: '11:00', to: '11:00' } }), [], ['toTime exception-hours-end-first']],
    ['extra hours', extra(), [], []],
    ['extra hours that nobody has told', extra({ hours: null }), [], ['fromTime exception-hours-missing']],
    ['extra hours after the centre has closed', extra({ hours: { from: '19:00', to: '20:30' } }), [], ['fromTime exception-closed']],
    ['extra hours on a closed holiday', extra({ fromDate: '2026-12-07', toDate: '2026-12-09' }), [], ['fromTime exception-closed']],
    ['extra hours where she is away', extra(), [day('2026-11-25')], ['fromDate exception-away-then']],
    ['extra hours beside an absence of some hours', extra(), [day('2026-11-25', { fromTime: '09:00', toTime: '17:00' })], []],
    ['what was told before', away(), [day('2026-11-25')], ['fromDate exception-known']],
    ['hours of a day that was told whole', away({ hours: { from: '09:00', to: '11:00' } }), [day('2026-11-25')], ['fromDate exception-known']],
    ['the whole of a day of which hours were told', away(), [day('2026-11-25', { fromTime: '09:00', toTime: '11:00' })], []],
    ['a span of which a day was told', away({ toDate: '2026-11-27' }), [day('2026-11-26')], []],
  ])('%s', (_, wanted, known, expected) => {
    const refusals = exceptionRefusals(wanted, { today: TODAY, calendar, known });
    expect(refusals.map(({ field, reason }) => `${field} ${reason.replace('coaching:coaches.refusals.', '')}`)).toEqual(expected);
  });

  it('names the day on which the centre is closed', () => {
    const [refusal] = exceptionRefusals(extra({ fromDate: '2026-12-07', toDate: '2026-12-09' }), { today: TODAY, calendar, known: [] });
    expect(refusal?.params).toEqual({ day: '08/12/2026' });
  });

  it('is put down on the dates that were not told before', () => {
    expect(freshDates(away({ toDate: '2026-11-27' }), [day('2026-11-26'), day('2026-11-27', { kind: 'extra' })])).toEqual(['2026-11-25', '2026-11-27']);
  });
});

describe('what was told', () => {
  const hours = { fromTime: '09:00', toTime: '11:00' };

  it.each<[string, ExceptionDay[], string[]]>([
    ['nothing', [], []],
    ['a day', [day('2026-11-25')], ['2026-11-25..2026-11-25']],
    ['days after each other, in any order', [day('2026-12-01'), day('2026-11-30')], ['2026-11-30..2026-12-01']],
    ['days apart', [day('2026-11-25'), day('2026-11-27')], ['2026-11-25..2026-11-25', '2026-11-27..2026-11-27']],
    ['days with other hours', [day('2026-11-25'), day('2026-11-26', hours)], ['2026-11-25..2026-11-25', '2026-11-26..2026-11-26']],
    ['days for other reasons', [day('2026-11-25', { reason: 'a' }), day('2026-11-26', { reason: 'b' })], ['2026-11-25..2026-11-25', '2026-11-26..2026-11-26']],
    ['two kinds side by side', [day('2026-11-25'), day('2026-11-25', { id: 'x', kind: 'extra', ...hours }), day('2026-11-26'), day('2026-11-26', { id: 'y', kind: 'extra', ...hours })],
      ['2026-11-25..2026-11-26', '2026-11-25..2026-11-26']],
    ['over the turn of the year', [day('2026-12-31'), day('2027-01-01')], ['2026-12-31..2027-01-01']],
  ])('%s', (_, days, expected) => {
    expect(exceptionSpans(days).map(({ fromDate, toDate }) => `${fromDate}..${toDate}`)).toEqual(expected);
  });

  it('goes by the id of its first day', () => {
    expect(exceptionSpans([day('2026-11-26'), day('2026-11-25')])[0]?.id).toBe('2026-11-25');
  });
});

describe('an hour that an exception touches', () => {
  const span = { fromDate: TODAY, toDate: '2026-11-24' };
  const at = (date: string, startsAt: string, endsAt: string): Parameters<typeof touches>[1] => ({ date, startsAt, endsAt });

  it.each<[string, Parameters<typeof touches>[0], Parameters<typeof touches>[1], boolean]>([
    ['on the first day', { ...span, hours: null }, at(TODAY, '09:00', '09:45'), true],
    ['on the last day', { ...span, hours: null }, at('2026-11-24', '19:00', '19:45'), true],
    ['the day before', { ...span, hours: null }, at('2026-11-22', '09:00', '09:45'), false],
    ['the day after', { ...span, hours: null }, at('2026-11-25', '09:00', '09:45'), false],
    ['that reaches into the hours', { ...span, hours: { from: '09:30', to: '11:00' } }, at(TODAY, '09:00', '09:45'), true],
    ['that ends when they begin', { ...span, hours: { from: '09:45', to: '11:00' } }, at(TODAY, '09:00', '09:45'), false],
    ['that begins when they end', { ...span, hours: { from: '08:00', to: '09:00' } }, at(TODAY, '09:00', '09:45'), false],
  ])('%s', (_, away, hour, expected) => expect(touches(away, hour)).toBe(expected));
});
