import type { Random } from '../shared/kernel/random.js';
import { chance } from './estimate.js';
import type { ItemParameters } from './estimate.js';

/** The skill areas that every test touches (design.md: 1A the computer, 1B word processing, 1C the internet). */
export const AREAS = ['devices', 'word-processing', 'internet'] as const;
export type Area = (typeof AREAS)[number];

/** What the choice of the next item looks at. */
export interface Candidate extends ItemParameters {
  code: string;
  area: Area;
}

/** The best few are equally likely to be given, so that neighbours at the PCs see different items. */
export const RANDOMESQUE = 3;

/** Fisher information of an item at θ under the two-parameter model: a²P(1-P) (Birnbaum 1968). */
export function information(item: ItemParameters, theta: number): number {
  const p = chance(item, theta);
  return item.a * item.a * p * (1 - p);
}

/**
 * Chooses the next item: first the areas that have had the fewest items so far (Kingsbury & Zara 1989, "Procedures for
 * selecting items for computerized adaptive tests", Applied Measurement in Education 2, 359-375), then, of these
 * areas' items, one of the most informative at θ, drawn by lot (the randomesque exposure control of the same paper).
 *
 * @param pool the items not yet given; none → undefined
 * @param given the areas of the items given so far, in any order
 * @param theta where to measure
 * @param random decides among the best; the same numbers choose the same item
 * @param among how many of the best are drawn from
 */
export function chooseItem<T extends Candidate>(
  pool: readonly T[], given: readonly Area[], theta: number, random: Random, among = RANDOMESQUE,
): T | undefined {
  const best = leastUsedArea(pool, given)
    .map((item) => ({ item, information: information(item, theta) }))
    .sort((one, other) => other.information - one.information || (one.item.code < other.item.code ? -1 : 1))
    .slice(0, among);
  return best[Math.floor(random() * best.length)]?.item;
}

/** The items of the areas that are furthest behind, of those that have items left. */
function leastUsedArea<T extends Candidate>(pool: readonly T[], given: readonly Area[]): T[] {
  const uses: Record<Area, number> = { devices: 0, 'word-processing': 0, internet: 0 };
  for (const area of given) uses[area] += 1;
  const fewest = Math.min(...pool.map((item) => uses[item.area]));
  return pool.filter((item) => uses[item.area] === fewest);
}
