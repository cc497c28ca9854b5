import { daysBetween, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { monthBefore } from '../book-months.js';
import { monthOf, type Month } from '../entry-rules.js';
import { valueOf } from './gift-value.js';

export interface AllianceTime {
  startsOn: LocalDate;
  endsOn: LocalDate | null;
}

/** So many days before its end an alliance is to be renewed. */
export const WARN_DAYS = 60;

export type AllianceState = 'coming' | 'standing' | 'ending' | 'ended';

export function allianceState({ startsOn, endsOn }: AllianceTime, today: LocalDate): AllianceState {
  if (endsOn !== null && endsOn < today) return 'ended';
  if (endsOn !== null && daysBetween(today, endsOn) <= WARN_DAYS) return 'ending';
  return startsOn > today ? 'coming' : 'standing';
}

export function allianceRefusals({ startsOn, endsOn }: AllianceTime): Refusal[] {
  return endsOn !== null && endsOn < startsOn ? [{ field: 'endsOn', reason: 'contributions:refusals.order' }] : [];
}

/** A month of an alliance: what was promised for it beside what came in it. */
export interface MonthOfAlliance {
  month: Month;
  promisedCents: Cents;
  cameCents: Cents;
}

/** So many months are compared. */
const MONTHS_SHOWN = 12;

/** The first month that is compared with today's as the last. */
export function firstMonth(today: LocalDate): Month {
  let month = monthOf(today);
  for (let count = 1; count < MONTHS_SHOWN; count += 1) month = monthBefore(month);
  return month;
}

/**
 * The last twelve months of an alliance, the newest first. Each that it stood in, if only for a day, counts whole; one that
 * it did not stand in is there where something came all the same.
 */
export function monthsOfAlliance(
  { startsOn, endsOn }: AllianceTime, promises: readonly { quantityHundredths: number; unitValueCents: Cents }[],
  came: ReadonlyMap<Month, Cents>, today: LocalDate,
): MonthOfAlliance[] {
  const aMonth = promises.reduce((sum, { quantityHundredths, unitValueCents }) => sum + valueOf(quantityHundredths, unitValueCents), 0);
  const months: MonthOfAlliance[] = [];
  for (let month = monthOf(today); month >= firstMonth(today); month = monthBefore(month)) {
    const stood = month >= monthOf(startsOn) && (endsOn === null || month <= monthOf(endsOn));
    const cameCents = came.get(month) ?? 0;
    if (stood || cameCents > 0) months.push({ month, promisedCents: stood ? aMonth : 0, cameCents });
  }
  return months;
}

/** All months together. */
export function sumOfMonths(months: readonly MonthOfAlliance[]): Omit<MonthOfAlliance, 'month'> {
  return {
    promisedCents: months.reduce((sum, { promisedCents }) => sum + promisedCents, 0), cameCents: months.reduce((sum, { cameCents }) => sum + cameCents, 0),
  };
}
