import { addDays, daysBetween, type LocalDate } from '../shared/kernel/local-date.js';

/** How long something has been due, in days: from and to, both included. Null: without an end. */
const DAYS = {
  'not-due': [null, 0], 'to-30': [1, 30], 'to-60': [31, 60], 'to-90': [61, 90], older: [91, null],
} as const satisfies Record<string, readonly [number | null, number | null]>;

export type ArrearsBand = keyof typeof DAYS;

export const ARREARS_BANDS = Object.keys(DAYS) as readonly ArrearsBand[];

/** @returns null for what is no band */
export function bandFrom(asked: unknown): ArrearsBand | null {
  return ARREARS_BANDS.find((band) => band === asked) ?? null;
}

/** How many days ago it was due; nothing until the day after. */
export function daysOverdue(dueOn: LocalDate, today: LocalDate): number {
  return Math.max(0, daysBetween(dueOn, today));
}

export function bandOf(dueOn: LocalDate, today: LocalDate): ArrearsBand {
  const days = daysOverdue(dueOn, today);
  return ARREARS_BANDS.find((band) => days <= (DAYS[band][1] ?? Infinity)) as ArrearsBand;
}

/** Between which days something of a band was or will be due, both included. */
export function dueWithin(band: ArrearsBand, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const [least, most] = DAYS[band];
  return { from: most === null ? '0000-00-00' : addDays(today, -most), to: least === null ? '9999-99-99' : addDays(today, -least) };
}
