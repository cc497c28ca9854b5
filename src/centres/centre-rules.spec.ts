import type { Weekday } from '../shared/kernel/local-date.js';
import { hasText } from '../shared/web/i18n.js';
import { FIRST_YEAR, LAST_YEAR, missingHolidays, presumedHolidays, publicHolidays, yearsWithoutHolidays } from './holiday-rules.js';
import { hoursRefusals, hoursStamp, type PlacedHours } from './weekly-hours.js';
import { nextNumber, seriesLabels, seriesRefusals } from './workstation-rules.js';

describe('hours of the week', () => {
  const line = (weekday: Weekday, span: number, from: string, to: string): PlacedHours => ({ weekday, span, from, to });

  it.each([
    ['two that touch', [line(1, 1, '09:00', '11:00'), line(1, 2, '11:00', '13:00')], []],
    ['the same on two days', [line(1, 1, '09:00', '11:00'), line(2, 1, '09:00', '11:00')], []],
    ['two that overlap', [line(1, 1, '09:00', '11:00'), line(1, 2, '10:30', '13:00')], ['from-1-2 hours-overlap']],
    ['one inside the other', [line(3, 1, '09:00', '18:00'), line(3, 2, '10:00', '11:00')], ['from-3-2 hours-overlap']],
    ['an end before the start', [line(7, 1, '18:00', '09:00')], ['to-7-1 hours-end-first']],
    ['a third on one day', [line(4, 1, '09:00', '10:00'), line(4, 2, '11:00', '12:00'), line(4, 3, '13:00', '14:00')], ['from-4-2 hours-many']],
    ['no time at all', [line(7, 1, '09:00', '09:00')], ['to-7-1 hours-end-first']],
  ])('%s', (_, lines, refusals) => {
    expect(hoursRefusals(lines).map(({ field, reason }) => `${field} ${reason.replace('centres:refusals.', '')}`)).toEqual(refusals);
  });

  it('have one stamp in any order', () => {
    const lines = [line(1, 1, '09:00', '11:00'), line(2, 1, '09:00', '11:00')];
    expect(hoursStamp(lines)).toBe(hoursStamp([...lines].reverse()));
  });
});

describe('PCs', () => {
  it('are labelled in series of one width', () => {
    expect(seriesLabels({ prefix: 'PC', from: 9, to: 11 })).toEqual(['PC 09', 'PC 10', 'PC 11']);
    expect(seriesLabels({ prefix: 'PC', from: 99, to: 100 })).toEqual(['PC 099', 'PC 100']);
  });

  it.each([
    ['a series that runs backwards', { prefix: 'PC', from: 5, to: 4 }, 'series-backwards'],
    ['too many at once', { prefix: 'PC', from: 1, to: 61 }, 'series-long'],
    ['a label that is there already', { prefix: 'pc', from: 1, to: 20 }, 'label-taken'],
  ])('refuse %s', (_, series, reason) => {
    expect(seriesRefusals(series, ['PC 07'])).toMatchObject([{ reason: `centres:refusals.${reason}` }]);
  });

  it('take sixty at once', () => {
    expect(seriesRefusals({ prefix: 'PC', from: 1, to: 60 }, [])).toEqual([]);
  });

  it('go on after the highest number', () => {
    expect([nextNumber([]), nextNumber(['PC 01', 'PC 20', 'Profesora'])]).toEqual([1, 21]);
  });
});

describe('the holidays of Peru', () => {
  it('hold the fixed and the moving ones, each day once and in order', () => {
    expect(publicHolidays(2026).map(({ date }) => date.slice(5))).toEqual([
      '01-01', '04-02', '04-03', '05-01', '06-07', '06-29', '07-23', '07-28', '07-29', '08-06', '08-30', '10-08', '11-01', '12-08', '12-09', '12-25',
    ]);
  });

  it.each([
    [2021, 0, 'before the laws that added four'], [2022, 2, 'Junín and Ayacucho'], [2023, 3, 'the Air Force Day'], [2024, 4, 'Arica'],
  ])('are those of the law in %i: %i of the newer four (%s)', (year, count) => {
    const newer = ['06-07', '07-23', '08-06', '12-09'];
    expect(publicHolidays(year).filter(({ date }) => newer.includes(date.slice(5)))).toHaveLength(count);
  });

  it('leave Easter Sunday out, and are all named as the law names them', () => {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      for (const { name } of publicHolidays(year)) expect({ year, name, known: hasText(name) }).toEqual({ year, name, known: true });
    }
    expect(publicHolidays(2027).map(({ date }) => date)).not.toContain('2027-03-28');
  });

  it.each([
    ['this year only', [], '2026-12-18', [2026]],
    ['an edition into the next', [2026], '2027-01-29', [2027]],
    ['both unasked', [2024], '2027-01-29', [2026, 2027]],
    ['all asked', [2026, 2027], '2027-01-29', []],
    ['what is long over', [], '2025-12-18', []],
  ])('are asked for, year by year: %s', (_, known, lastDay, expected) => {
    expect(yearsWithoutHolidays(known, '2026-11-23', lastDay)).toEqual(expected);
  });

  it('are proposed where the centre has not got them yet', () => {
    const missing = missingHolidays(2026, [{ date: '2026-07-28' }]);
    expect(missing.map(({ date }) => date)).not.toContain('2026-07-28');
    expect(missing).toHaveLength(publicHolidays(2026).length - 1);
  });
});

describe('the holidays that count where a centre has looked at none of a year', () => {
  it.each<[string, string, number[], string[]]>([
    ['2026-12-20', '2027-01-03', [2026], ['2027-01-01']],
    ['2026-12-20', '2027-01-03', [], ['2026-12-25', '2027-01-01']],
    ['2026-12-20', '2027-01-03', [2026, 2027], []],
    ['2026-12-26', '2026-12-31', [], []],
    ['2101-01-01', '2101-02-01', [], []],
  ])('from %s to %s, knowing of %p', (from, to, known, expected) => {
    expect(presumedHolidays({ from, to }, known).map(({ date }) => date)).toEqual(expected);
  });
});
