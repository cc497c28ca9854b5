import { addDays, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Form, Period } from '../indicators/indicator.js';

/** Days, both included. */
export interface Days {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** A figure that somebody typed for some days. */
export interface TypedDays extends Days {
  value: number;
  typedAt: number;
  withdrawnAt: number | null;
}

/** The typed figure that counts in a period: of its own days, else the last one within it; of several of the same days the one typed last. What was taken back never counts. */
export function typedFigureFor<T extends Days & { typedAt: number; withdrawnAt: number | null }>(typed: readonly T[], period: Period): T | null {
  const counting = standingIn(typed, period);
  return counting.findLast(({ startsOn, endsOn }) => startsOn === period.from && endsOn === period.to) ?? lastOf(counting);
}

/**
 * What was typed of a target's days. A count is added up from the first day on, figure by figure, as far as no day is missing
 * between them: the longest first, so that a year goes before its months. A share or a mean of some of the days stands for all.
 * @returns the value, and of which days it is; null where nothing was typed of them, or of a count nothing of their beginning
 */
export function typedOfDays(typed: readonly TypedDays[], days: Period, form: Form): (Days & { value: number }) | null {
  return form === 'count' ? addedUp(standingIn(typed, days), days) : typedFigureFor(typed, days);
}

function addedUp(typed: readonly TypedDays[], { from, to }: Period): (Days & { value: number }) | null {
  const chain: TypedDays[] = [];
  for (let day = from; day <= to;) {
    const next = lastOf(typed.filter(({ startsOn }) => startsOn === day));
    if (!next) break;
    chain.push(next);
    day = addDays(next.endsOn, 1);
  }
  const last = chain.at(-1);
  return last ? { value: chain.reduce((sum, { value }) => sum + value, 0), startsOn: from, endsOn: last.endsOn } : null;
}

function standingIn<T extends Days & { typedAt: number; withdrawnAt: number | null }>(typed: readonly T[], period: Period): T[] {
  return typed.filter((figure) => figure.withdrawnAt === null && isWithin(figure, period)).toSorted((a, b) => a.typedAt - b.typedAt);
}

export function isWithin({ startsOn, endsOn }: Days, { from, to }: Period): boolean {
  return startsOn >= from && endsOn <= to;
}

/** The one that ends last; of those that end together the later one of the list. */
export function lastOf<T extends Days>(spans: readonly T[]): T | null {
  return spans.reduce<T | null>((last, span) => (last === null || span.endsOn >= last.endsOn ? span : last), null);
}
