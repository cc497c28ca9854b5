import type { Weekday } from './local-date.js';

/** Some days of the week as bits: bit (weekday - 1), so that Monday is 1 and Sunday 64. */
export type Weekdays = number;

/** Monday first. */
export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export function weekdaysMask(days: readonly Weekday[]): Weekdays {
  return days.reduce<Weekdays>((mask, day) => mask | (1 << (day - 1)), 0);
}

export function hasWeekday(mask: Weekdays, day: Weekday): boolean {
  return (mask & (1 << (day - 1))) !== 0;
}

/** @returns the days of the mask, Monday first */
export function weekdaysIn(mask: Weekdays): Weekday[] {
  return WEEKDAYS.filter((day) => hasWeekday(mask, day));
}
