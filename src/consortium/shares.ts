import type { Id } from '../shared/kernel/ids.js';
import { splitExactly } from '../shared/kernel/money.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { ALL, type Hundredths } from '../shared/kernel/percent.js';

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

/** True for parts that make up the whole, to the hundredth. */
export function isWhole(parts: readonly Parts[]): boolean {
  const { costShare, decisionShare } = sumOf(parts);
  return costShare === ALL && decisionShare === ALL;
}

/** The same for everybody, as far as hundredths go: 33.34, 33.33 and 33.33. */
export function equalParts(members: number): Hundredths[] {
  return members === 0 ? [] : splitExactly(ALL, Array.from({ length: members }, () => 1));
}
