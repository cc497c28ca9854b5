import type { Id } from '../shared/kernel/ids.js';
import { splitExactly } from '../shared/kernel/money.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { ALL, formatPercent, type Hundredths } from '../shared/kernel/percent.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** A member's part of what the consortium pays and of what it decides. */
export interface Parts {
  costShare: Hundredths;
  decisionShare: Hundredths;
}

export const PART_NAMES = ['costShare', 'decisionShare'] as const satisfies readonly (keyof Parts)[];

/** Parts that were set from a day on. */
export interface SetParts extends Parts {
  memberId: Id;
  since: LocalDate;
  /** Counts what was set for the member. */
  ordinal: number;
}

const NONE: Parts = { costShare: 0, decisionShare: 0 };

/** What is in force on a day: what was set from the latest day until then, and of two from one day the one that was set last. */
export function partsOn(all: readonly SetParts[], memberId: Id, day: LocalDate): Parts {
  let best: SetParts | null = null;
  for (const one of all) {
    if (one.memberId !== memberId || one.since > day) continue;
    if (!best || one.since > best.since || (one.since === best.since && one.ordinal > best.ordinal)) best = one;
  }
  return best ? { costShare: best.costShare, decisionShare: best.decisionShare } : NONE;
}

export function sumOf(parts: readonly Parts[]): Parts {
  return parts.reduce((sum, { costShare, decisionShare }) => (
    { costShare: sum.costShare + costShare, decisionShare: sum.decisionShare + decisionShare }), NONE);
}

/** What is known of a sum of parts: `whole`, what is `missing` to it, or what is `over`. */
export interface SumState {
  name: (typeof PART_NAMES)[number];
  state: 'whole' | 'missing' | 'over';
  sum: Hundredths;
  /** How far it is from the whole. */
  off: Hundredths;
}

/** Whether each of the two makes up the whole, and if not what is missing to it or over. */
export function sumStates(parts: readonly Parts[]): SumState[] {
  const sums = sumOf(parts);
  return PART_NAMES.map((name) => {
    const sum = sums[name];
    return { name, state: sum === ALL ? 'whole' : sum < ALL ? 'missing' : 'over', sum, off: Math.abs(ALL - sum) };
  });
}

/** What is said of parts that are set and do not make up the whole; nothing once that is confirmed. @param firstId whose fields the columns begin with */
export function sumRefusals(parts: readonly Parts[], firstId: Id, confirmed: boolean): Refusal[] {
  if (confirmed) return [];
  return sumStates(parts).filter(({ state }) => state !== 'whole').map(({ name, state, sum, off }) => (
    { field: `${name}[${firstId}]`, reason: `consortium:refusals.${SUM_REASONS[state as keyof typeof SUM_REASONS]}`, params: { sum: formatPercent(sum), off: formatPercent(off) } }));
}

/** Refusals that the form answers with the question whether the sum is meant so. */
export const SUM_REASONS = { missing: 'sum-missing', over: 'sum-over' } as const;

/** True for parts that make up the whole, to the hundredth. */
export function isWhole(parts: readonly Parts[]): boolean {
  const { costShare, decisionShare } = sumOf(parts);
  return costShare === ALL && decisionShare === ALL;
}

/** The same for everybody, as far as hundredths go: 33.34, 33.33 and 33.33. */
export function equalParts(members: number): Hundredths[] {
  return members === 0 ? [] : splitExactly(ALL, Array.from({ length: members }, () => 1));
}
