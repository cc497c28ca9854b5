import { daysOfGrid, spanAround } from './calendar-days.js';

describe('pages of the calendar', () => {
  it.each([
    ['a Wednesday', '2026-11-25', { from: '2026-11-23', to: '2026-11-29', previous: '2026-11-16', next: '2026-11-30' }],
    ['a Sunday belongs to the week before', '2026-11-29', { from: '2026-11-23', to: '2026-11-29', previous: '2026-11-16', next: '2026-11-30' }],
    ['the turn of the year', '2027-01-01', { from: '2026-12-28', to: '2027-01-03', previous: '2026-12-21', next: '2027-01-04' }],
  ])('week: %s', (_, date, span) => {
    expect(spanAround('week', date)).toEqual(span);
  });

  it.each([
    ['November', '2026-11-25', { from: '2026-11-01', to: '2026-11-30', previous: '2026-10-01', next: '2026-12-01' }],
    ['December', '2026-12-31', { from: '2026-12-01', to: '2026-12-31', previous: '2026-11-01', next: '2027-01-01' }],
    ['January', '2026-01-31', { from: '2026-01-01', to: '2026-01-31', previous: '2025-12-01', next: '2026-02-01' }],
    ['a leap February', '2028-02-10', { from: '2028-02-01', to: '2028-02-29', previous: '2028-01-01', next: '2028-03-01' }],
  ])('month: %s', (_, date, span) => {
    expect(spanAround('month', date)).toEqual(span);
    expect(spanAround('list', date)).toEqual(span);
  });

  it('month: whole weeks, Monday first', () => {
    const days = daysOfGrid(spanAround('month', '2026-11-25'));
    expect([days.length % 7, days[0], days.at(-1)]).toEqual([0, '2026-10-26', '2026-12-06']);
    expect(daysOfGrid(spanAround('month', '2027-02-10'))).toHaveLength(28);
  });
});
