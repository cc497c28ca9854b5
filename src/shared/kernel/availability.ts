import type { LocalTime, Weekday } from './local-date.js';

/** In the order of the day. */
export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/**
 * When somebody can come, as 21 bits: bit (weekday - 1) * 3 + part, part 0 morning (before 13:00),
 * 1 afternoon (13:00 to 17:59), 2 evening (from 18:00). Zero: never; null in a column: not asked yet.
 */
export type Availability = number;

export const ALWAYS: Availability = 2 ** 21 - 1;

export function partOfDay(time: LocalTime): PartOfDay {
  if (time < '13:00') return 'morning';
  return time < '18:00' ? 'afternoon' : 'evening';
}

/** The bits of some weekdays in one part of the day. */
export function availabilityOf(days: readonly Weekday[], part: PartOfDay): Availability {
  return days.reduce((bits, day) => bits | (1 << ((day - 1) * 3 + PARTS_OF_DAY.indexOf(part))), 0);
}

/** True when somebody who can come at `available` can come to all of `needed`. */
export function covers(available: Availability, needed: Availability): boolean {
  return (available & needed) === needed;
}

/** The bands in which people of the centres say when they can come, in the order in which they are asked. */
export const BANDS = {
  'mwf-morning': availabilityOf([1, 3, 5], 'morning'),
  'mwf-afternoon': availabilityOf([1, 3, 5], 'afternoon'),
  'tt-morning': availabilityOf([2, 4], 'morning'),
  'tt-afternoon': availabilityOf([2, 4], 'afternoon'),
  'sat-morning': availabilityOf([6], 'morning'),
  'sat-afternoon': availabilityOf([6], 'afternoon'),
  'sun-morning': availabilityOf([7], 'morning'),
  evenings: availabilityOf([1, 2, 3, 4, 5], 'evening'),
} as const satisfies Record<string, Availability>;

export type Band = keyof typeof BANDS;

/** The bands that an availability covers whole. */
export function bandsOf(available: Availability): Band[] {
  return (Object.keys(BANDS) as Band[]).filter((band) => covers(available, BANDS[band]));
}

export function fromBands(bands: readonly Band[]): Availability {
  return bands.reduce((bits, band) => bits | BANDS[band], 0);
}
