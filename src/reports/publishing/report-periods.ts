import { addDays, daysBetween, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { isTooLong, lastQuarter } from '../figures/periods.js';
import { isWithin, lastOf, type Days } from '../framework/typed-days.js';
import type { Period } from '../indicators/indicator.js';

/** Why a project cannot be reported on for a period; nothing when it can. Fields `startsOn`, `endsOn`. */
export function periodRefusals({ from, to }: Period, project: Days, today: LocalDate): Refusal[] {
  if (to < from) return [{ field: 'endsOn', reason: 'reports:refusals.ends-before' }];
  if (from > today) return [{ field: 'startsOn', reason: 'reports:refusals.future' }];
  if (to > today) return [{ field: 'endsOn', reason: 'reports:refusals.not-over' }];
  if (to < project.startsOn || from > project.endsOn) return [{ field: 'startsOn', reason: 'reports:refusals.outside' }];
  return isTooLong({ from, to }) ? [{ field: 'startsOn', reason: 'reports:refusals.too-long' }] : [];
}

/** What is most often reported on: the last three months that are over, as far as the project ran in them; else the days from its start to yesterday. */
export function usualPeriod({ startsOn, endsOn }: Days, today: LocalDate): Period {
  const { from, to } = lastQuarter(today);
  if (to < startsOn) return { from: startsOn, to: addDays(today, -1) < startsOn ? startsOn : addDays(today, -1) };
  return endsOn < from ? { from: startsOn, to: endsOn } : { from: from < startsOn ? startsOn : from, to: to > endsOn ? endsOn : to };
}

/** The target that a period is measured against: its own, else that of the shortest span that holds it, else the last one within it. */
export function targetFor<T extends Days>(targets: readonly T[], { from, to }: Period): T | null {
  const around = targets.filter(({ startsOn, endsOn }) => startsOn <= from && endsOn >= to).toSorted((a, b) => length(a) - length(b));
  return around[0] ?? lastOf(targets.filter((span) => isWithin(span, { from, to })));
}

/** Every target whose days meet a period, the one that it is measured against first. */
export function targetsMeeting<T extends Days>(targets: readonly T[], { from, to }: Period): T[] {
  const first = targetFor(targets, { from, to });
  return targets.filter(({ startsOn, endsOn }) => startsOn <= to && endsOn >= from).toSorted((a, b) => Number(b === first) - Number(a === first));
}

function length({ startsOn, endsOn }: Days): number {
  return daysBetween(startsOn, endsOn);
}
