import type { Dimension, Figure } from '../indicators/indicator.js';
import { PATH_STEPS, type PathStep } from '../indicators/path.js';

/** A step that somebody who took the one before may not have taken yet. */
export type Drop = Exclude<PathStep, 'registered'>;
export const DROPS: readonly Drop[] = PATH_STEPS.filter((step) => step !== 'registered');

/** By what the path is laid side by side. */
export const SIDES = ['sex', 'age', 'access'] as const satisfies readonly Dimension[];
export type Side = (typeof SIDES)[number];

export function isDrop(step: string): step is Drop {
  return DROPS.some((drop) => drop === step);
}

export function stepBefore(drop: Drop): PathStep {
  return PATH_STEPS[PATH_STEPS.indexOf(drop) - 1] as PathStep;
}

/** How many got how far. */
export interface GroupPath {
  /** Null for everybody. */
  value: string | null;
  /** Who took each step of `PATH_STEPS`, or a later one. */
  steps: readonly number[];
  /** Who took the step before each of `DROPS`, and not this one. */
  lost: readonly number[];
}

export interface GapPath {
  whole: GroupPath;
  sides: { side: Side; groups: GroupPath[] }[];
}

/**
 * The path of everybody and of each group, out of the figures of the steps.
 * @param figures all of `PATH`, in its order
 */
export function gapPath(figures: readonly Figure[]): GapPath {
  const whole = groupPath(null, figures.map(({ total }) => total.value));
  const sides = SIDES.map((side) => ({ side, groups: groupsOf(figures, side) }));
  return { whole, sides: sides.filter(({ groups }) => groups.length > 1) };
}

function groupsOf(figures: readonly Figure[], side: Side): GroupPath[] {
  const parts = figures.map(({ by }) => by[side] ?? []);
  // Whoever is on the path stands in each step's figure, so that the first names all groups.
  return (parts[0] ?? []).map(({ value }) => groupPath(value, parts.map((cells) => cells.find((one) => one.value === value)?.cell.value ?? 0)));
}

function groupPath(value: string | null, steps: readonly number[]): GroupPath {
  return { value, steps, lost: DROPS.map((_, index) => (steps[index] ?? 0) - (steps[index + 1] ?? 0)) };
}
