import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Form, Period } from '../indicators/indicator.js';

/** A target's days, both included, and from when on what it is of is counted. */
export interface TargetDays {
  startsOn: LocalDate;
  endsOn: LocalDate;
  /** From the project's first day on, and not from the target's own. */
  fromStart: boolean;
}

/** The days whose figure is held against a target, as far as something is known of them; null where they are still to come. */
export function measuredDays({ startsOn, endsOn, fromStart }: TargetDays, project: { startsOn: LocalDate }, knownUntil: LocalDate): Period | null {
  const period = { from: fromStart ? project.startsOn : startsOn, to: endsOn < knownUntil ? endsOn : knownUntil };
  return startsOn > knownUntil || period.to < period.from ? null : period;
}

/** A figure between where it began and where it is to get; all in the same unit. */
export interface Measured {
  actual: number;
  target: number;
  /** Null where nobody froze one. */
  baseline: number | null;
  descending: boolean;
  /** Whether the target's time is over. */
  over: boolean;
}

/**
 * How a figure stands to its target: it is better than it; it is reached; it is not, and its time is over; it is not, and has
 * time left; nothing has moved; it is worse than where it began. `short` and `above` miss a target that is no way from the
 * baseline, for less is promised than there was, or there is no baseline.
 */
export interface Standing {
  state: 'surpassed' | 'reached' | 'missed' | 'on-the-way' | 'unmoved' | 'back' | 'short' | 'above';
  /** Percent of the way from the baseline to the target; null where there is none. */
  share: number | null;
}

/** A figure as it is shown: whoever reads 64 % beside a target of 64 % is told that it is reached. */
export function asShown(actual: number, form: Form): number {
  const places = form === 'ratio' ? 10 : 100;
  return Math.round(actual * places) / places;
}

export function standing({ actual, target, baseline, descending, over }: Measured): Standing {
  const share = baseline === null ? null : progress(actual, baseline, target, descending);
  if (actual === target) return { state: 'reached', share: null };
  if (reaches(actual, target, descending)) return { state: 'surpassed', share };
  if (share === null) return { state: descending ? 'above' : 'short', share };
  if (share === 0) return { state: 'unmoved', share };
  return { state: share < 0 ? 'back' : over ? 'missed' : 'on-the-way', share };
}

/** Percent of the way from the baseline to the target that is behind: below zero where it went back, above 100 where it went on. Null where the target is no way ahead. */
export function progress(actual: number, baseline: number, target: number, descending: boolean): number | null {
  const way = descending ? baseline - target : target - baseline;
  return way > 0 ? ((descending ? baseline - actual : actual - baseline) / way) * 100 : null;
}

function reaches(actual: number, target: number, descending: boolean): boolean {
  return descending ? actual <= target : actual >= target;
}
