import { addDays, daysBetween, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { lastQuarter } from '../figures/periods.js';
import type { Period } from '../indicators/indicator.js';

interface Span {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** No report tells of more than ten years. */
const MOST_DAYS = 3_660;

/** Why a project cannot be reported on for a period; nothing when it can. Fields `startsOn`, `endsOn`. */
export function periodRefusals({ from, to }: Period, project: Span, today: LocalDate): Refusal[] {
  if (to < from) return [{ field: 'endsOn', reason: 'reports:refusals.ends-before' }];
  if (from > today) return [{ field: 'startsOn', reason: 'reports:refusals.future' }];
  if (to > today) return [{ field: 'endsOn', reason: 'reports:refusals.not-over' }];
  if (to < project.startsOn || from > project.endsOn) return [{ field: 'startsOn', reason: 'reports:refusals.outside' }];
  return daysBetween(from, to) > MOST_DAYS ? [{ field: 'startsOn', reason: 'reports:refusals.too-long' }] : [];
}

/** What is most often reported on: the last three months that are over, as far as the project ran in them; else the days from its start to yesterday. */
export function usualPeriod({ startsOn, endsOn }: Span, today: LocalDate): Period {
  const { from, to } = lastQuarter(today);
  if (to < startsOn) return { from: startsOn, to: addDays(today, -1) < startsOn ? startsOn : addDays(today, -1) };
  return endsOn < from ? { from: startsOn, to: endsOn } : { from: from < startsOn ? startsOn : from, to: to > endsOn ? endsOn : to };
}

/** The target that a period is measured against: its own, else that of the shortest span that holds it, else the last one within it. */
export function targetFor<T extends Span>(targets: readonly T[], { from, to }: Period): T | null {
  const around = targets.filter(({ startsOn, endsOn }) => startsOn <= from && endsOn >= to).toSorted((a, b) => length(a) - length(b));
  return around[0] ?? lastOf(targets.filter((span) => isWithin(span, { from, to })));
}

/** Every target whose days meet a period, the one that it is measured against first. */
export function targetsMeeting<T extends Span>(targets: readonly T[], { from, to }: Period): T[] {
  const first = targetFor(targets, { from, to });
  return targets.filter(({ startsOn, endsOn }) => startsOn <= to && endsOn >= from).toSorted((a, b) => Number(b === first) - Number(a === first));
}

/** The typed figure that counts in a period: of its own days, else the last one within it; of several of the same days the one typed last. What was taken back never counts. */
export function typedFigureFor<T extends Span & { typedAt: number; withdrawnAt: number | null }>(typed: readonly T[], period: Period): T | null {
  const counting = typed.filter((figure) => figure.withdrawnAt === null && isWithin(figure, period)).toSorted((a, b) => a.typedAt - b.typedAt);
  return counting.findLast(({ startsOn, endsOn }) => startsOn === period.from && endsOn === period.to) ?? lastOf(counting);
}

function isWithin({ startsOn, endsOn }: Span, { from, to }: Period): boolean {
  return startsOn >= from && endsOn <= to;
}

function length({ startsOn, endsOn }: Span): number {
  return daysBetween(startsOn, endsOn);
}

/** The one that ends last; of those that end together the later one of the list. */
function lastOf<T extends Span>(spans: readonly T[]): T | null {
  return spans.reduce<T | null>((last, span) => (last === null || span.endsOn >= last.endsOn ? span : last), null);
}
