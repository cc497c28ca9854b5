import type { SeenFigure } from '../figures/seen-figure.js';
import type { Dimension } from '../indicators/indicator.js';
import { PATH_STEPS, type PathStep } from '../indicators/path.js';
import { tooFew } from '../../shared/kernel/small-cells.js';

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

/** How many got how far; null where the viewer may not know. */
export interface GroupPath {
  /** Null for everybody. */
  value: string | null;
  /** Who took each step of `PATH_STEPS`, or a later one. */
  steps: readonly (number | null)[];
  /** Who took the step before each of `DROPS`, and not this one. */
  lost: readonly (number | null)[];
}

export interface GapPath {
  whole: GroupPath;
  sides: { side: Side; groups: GroupPath[] }[];
}

/**
 * The path of everybody and of each group, out of the figures of the steps.
 * @param figures all of `PATH`, in its order
 * @param small whether differences of few people are seen
 */
export function gapPath(figures: readonly SeenFigure[], small: boolean): GapPath {
  const whole = groupPath(null, figures.map(({ total }) => total?.value ?? null), small);
  const sides = SIDES.map((side) => ({ side, groups: groupsOf(figures, side, small) }));
  return { whole, sides: sides.filter(({ groups }) => groups.length > 1) };
}

function groupsOf(figures: readonly SeenFigure[], side: Side, small: boolean): GroupPath[] {
  const parts = figures.map(({ by }) => by.find(({ dimension }) => dimension === side)?.cells ?? []);
  // Whoever is on the path stands in each step's figure, so that the first names all groups.
  return (parts[0] ?? []).map(({ value }) => groupPath(value, parts.map((cells) => cells.find((one) => one.value === value)?.cell?.value ?? null), small));
}

function groupPath(value: string | null, steps: readonly (number | null)[], small: boolean): GroupPath {
  return { value, steps, lost: DROPS.map((_, index) => lostBetween(steps[index] ?? null, steps[index + 1] ?? null, small)) };
}

function lostBetween(before: number | null, after: number | null, small: boolean): number | null {
  if (before === null || after === null) return null;
  return small || !tooFew(before - after) ? before - after : null;
}
