import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { ExceptionDay } from './coach-exceptions.js';
import { bookingsOutside, bookingsWithin, type StandingBooking } from './standing-bookings.js';

const at = (date: string, startsAt: string, endsAt: string): StandingBooking => ({ date, startsAt, endsAt });
const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';

describe('bookings where a coach is away', () => {
  const span = { fromDate: MONDAY, toDate: TUESDAY };

  it.each<[string, Parameters<typeof bookingsWithin>[0], StandingBooking, number]>([
    ['on the first day', { ...span, hours: null }, at(MONDAY, '09:00', '09:45'), 1],
    ['on the last day', { ...span, hours: null }, at(TUESDAY, '19:00', '19:45'), 1],
    ['the day before', { ...span, hours: null }, at('2026-11-22', '09:00', '09:45'), 0],
    ['the day after', { ...span, hours: null }, at('2026-11-25', '09:00', '09:45'), 0],
    ['that reaches into the hours', { ...span, hours: { from: '09:30', to: '11:00' } }, at(MONDAY, '09:00', '09:45'), 1],
    ['that ends when they begin', { ...span, hours: { from: '09:45', to: '11:00' } }, at(MONDAY, '09:00', '09:45'), 0],
    ['that begins when they end', { ...span, hours: { from: '08:00', to: '09:00' } }, at(MONDAY, '09:00', '09:45'), 0],
  ])('%s', (_, away, booking, count) => expect(bookingsWithin(away, [booking])).toHaveLength(count));
});

describe('bookings outside of a coach\'s hours', () => {
  const hours: WeeklyHours[] = [{ weekday: 1, from: '09:00', to: '11:00' }, { weekday: 1, from: '11:00', to: '13:00' }];
  const extra = (fromTime: string, toTime: string): ExceptionDay => ({ id: 'x', kind: 'extra', date: MONDAY, fromTime, toTime, reason: null });

  it.each<[string, ExceptionDay[], StandingBooking, boolean]>([
    ['inside', [], at(MONDAY, '09:00', '09:45'), false],
    ['over the seam of two spans', [], at(MONDAY, '10:30', '11:15'), false],
    ['to the very end', [], at(MONDAY, '12:15', '13:00'), false],
    ['past the end', [], at(MONDAY, '12:30', '13:15'), true],
    ['before the start', [], at(MONDAY, '08:45', '09:30'), true],
    ['on another weekday', [], at(TUESDAY, '09:00', '09:45'), true],
    ['past the end, in extra hours', [extra('13:00', '14:00')], at(MONDAY, '12:30', '13:15'), false],
    ['in extra hours of another day', [extra('09:00', '13:00')], at(TUESDAY, '09:00', '09:45'), true],
  ])('%s', (_, exceptions, booking, outside) => expect(bookingsOutside(hours, exceptions, [booking])).toHaveLength(outside ? 1 : 0));
});
