import { UNKNOWN } from '../indicators/indicator.js';
import { DROPS, type Drop, type GapPath, type GroupPath, type Side } from './gap-path.js';

/** Of a group, those who took the step before, and those of them who took this one. */
export interface GroupStep {
  value: string;
  before: number;
  after: number;
}

/** A step that one group takes much less often than another. */
export interface Gap {
  side: Side;
  drop: Drop;
  behind: GroupStep;
  ahead: GroupStep;
  /** How many more of the group behind would have taken the step, had they taken it as often as the group ahead. */
  missed: number;
}

/** Of fewer people than this, chance says more than the step. */
export const ENOUGH = 10;
/** Percentage points from which on a gap is told. */
export const LARGE = 10;
/** And people whom it costs. */
export const COSTS = 3;

/**
 * Where groups part most: at each step, by each side, the group that takes it least often beside the one that takes it most
 * often. Those that cost most people come first.
 */
export function biggestGaps({ sides }: GapPath): Gap[] {
  const gaps = sides.flatMap(({ side, groups }) => DROPS.flatMap((drop, index) => gapAt(side, drop, groups.flatMap((group) => stepOf(group, index)))));
  return gaps.sort((a, b) => b.missed - a.missed || DROPS.indexOf(a.drop) - DROPS.indexOf(b.drop));
}

/** Nothing of those of whom it is not known, and of too few. */
function stepOf({ value, steps }: GroupPath, index: number): GroupStep[] {
  const [before, after] = [steps[index] ?? 0, steps[index + 1] ?? 0];
  if (value === null || value === UNKNOWN || before < ENOUGH) return [];
  return [{ value, before, after }];
}

function gapAt(side: Side, drop: Drop, groups: readonly GroupStep[]): Gap[] {
  const [behind, ...others] = [...groups].sort((a, b) => rate(a) - rate(b));
  const ahead = others.at(-1);
  if (!behind || !ahead) return [];
  const difference = rate(ahead) - rate(behind);
  const missed = Math.round(difference * behind.before);
  return difference * 100 >= LARGE && missed >= COSTS ? [{ side, drop, behind, ahead, missed }] : [];
}

/** Of 100 who took the step before, how many took this one. */
export function ofHundred({ before, after }: GroupStep): number {
  return Math.round((after / before) * 100);
}

function rate({ before, after }: GroupStep): number {
  return after / before;
}
