import { joined, type WeeklyHours } from '../centres/weekly-hours.js';
import { weekdayOf, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { TimeRange } from '../shared/kernel/time-range.js';
import { hoursOf, meets, type ExceptionDay, type WantedException } from './coach-exceptions.js';

/** The hour of a booking that is still to be kept. */
export interface StandingBooking {
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** The bookings that stand where a coach is away: somebody has to move them, or to sit with the learner instead. */
export function bookingsWithin({ fromDate, toDate, hours }: Omit<WantedException, 'kind'>, bookings: readonly StandingBooking[]): StandingBooking[] {
  return bookings.filter(({ date, startsAt, endsAt }) => fromDate <= date && date <= toDate && meets(hours, { from: startsAt, to: endsAt }));
}

/** The bookings that stand outside of a coach's hours of the week and her extra ones. */
export function bookingsOutside(
  hours: readonly WeeklyHours[], exceptions: readonly ExceptionDay[], bookings: readonly StandingBooking[],
): StandingBooking[] {
  return bookings.filter(({ date, startsAt, endsAt }) => {
    const ofWeek: TimeRange<LocalTime>[] = hours.filter(({ weekday }) => weekday === weekdayOf(date)).map(({ from, to }) => ({ from, to }));
    const extra = exceptions.filter((day) => day.kind === 'extra' && day.date === date).flatMap((day) => hoursOf(day) ?? []);
    return !joined([...ofWeek, ...extra]).some(({ from, to }) => from <= startsAt && endsAt <= to);
  });
}
