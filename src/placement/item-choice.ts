import { levelOf, chance } from './estimate.js';
import type { ItemParameters } from './estimate.js';
import type { Level } from '../shared/kernel/levels.js';
import { seededRandom, seedOf, type Random } from '../shared/kernel/random.js';

/** The skill areas that every test touches (design.md: 1A the computer, 1B word processing, 1C the internet). */
export const AREAS = ['devices', 'word-processing', 'internet'] as const;
export type Area = (typeof AREAS)[number];

/** What the choice of the next item looks at. */
export interface Candidate extends ItemParameters {
  code: string;
  area: Area;
  /** The level whose task it is; where it is not said, the one that its difficulty lies in. */
  level?: Level;
  /**
   * For the items that nearly everybody would see otherwise: the share of tests that may draw on it at all, found by
   * simulation (van der Linden & Veldkamp 2004, "Constraining item exposure in computerized adaptive testing with shadow
   * tests", Journal of Educational and Behavioral Statistics 29, 273-291). Absent: all.
   */
  share?: number | undefined;
}

/**
 * How much information counts against the lot, by how many items were given: nothing for the first item, when nobody knows where
 * to measure, and everything from the fifth item on.
 */
export const WEIGHT_OF_INFORMATION: readonly number[] = [0, 0.05, 0.3, 0.87, 1];

/** Fisher information of an item at θ under the two-parameter model: a²P(1-P) (Birnbaum 1968). */
export function information(item: ItemParameters, theta: number): number {
  const p = chance(item, theta);
  return item.a * item.a * p * (1 - p);
}

/**
 * The items to begin with: those of the level below the expected one, so that the test begins with something that she
 * can probably do. Of nobody is more expected than of the population, unless a diagnosis says so.
 *
 * @param theta what is believed of her beforehand
 */
export function openingItems<T extends Candidate>(bank: readonly T[], theta: number): readonly T[] {
  const level = Math.max(0, levelOf(theta) - 1);
  const opening = bank.filter((item) => (item.level ?? levelOf(item.b)) === level);
  return opening.length > 0 ? opening : bank;
}

/** The items that a test may draw on, decided item by item when it begins, by its seed. */
export function eligibleItems<T extends Candidate>(bank: readonly T[], seed: number): readonly T[] {
  const kept = drawn.get(bank);
  if (kept?.seed === seed) return kept.items as readonly T[];
  const items = bank.filter(({ code, share }) => share === undefined || seededRandom(seedOf(code, seed))() < share);
  drawn.set(bank, { seed, items });
  return items;
}

/** The last draw from each bank: all steps of one test ask for the same. */
const drawn = new WeakMap<readonly Candidate[], { seed: number; items: readonly Candidate[] }>();

/**
 * Chooses the next item: first the areas that have had the fewest items so far (Kingsbury & Zara 1989, "Procedures for
 * selecting items for computerized adaptive tests", Applied Measurement in Education 2, 359-375), then, of these
 * areas' items, by the progressive method (Revuelta & Ponsoda 1998, "A comparison of item exposure control methods in
 * computerized adaptive testing", Journal of Educational Measurement 35, 311-327): each item's information at θ is mixed
 * with a lot of the same size, and the lot counts less with every item. All items are seen by somebody, the best ones
 * not by everybody, and the certainty at the end hardly suffers, since the first answers say little in any case.
 *
 * @param pool the items not yet given; none → undefined
 * @param given the areas of the items given so far, in any order
 * @param theta where to measure
 * @param random draws the lots; the same numbers choose the same item
 * @param weight how much information counts, 0 to 1
 */
export function chooseItem<T extends Candidate>(
  pool: readonly T[], given: readonly Area[], theta: number, random: Random, weight = weightAfter(given.length),
): T | undefined {
  const candidates = leastUsedArea(pool, given).map((item) => ({ item, information: information(item, theta) }));
  const most = Math.max(...candidates.map((candidate) => candidate.information));
  // In the order of their codes, so that each item draws the same lot however the bank is sorted. The first of equals is taken.
  const inOrder = isOrdered(candidates) ? candidates : candidates.sort((one, other) => (one.item.code < other.item.code ? -1 : 1));
  let best: { item: T; merit: number } | undefined;
  for (const candidate of inOrder) {
    const merit = weight * candidate.information + (1 - weight) * most * random();
    if (best === undefined || merit > best.merit) best = { item: candidate.item, merit };
  }
  return best?.item;
}

/** Whoever brings a bank in order saves its sorting at every step. */
function isOrdered(candidates: readonly { item: Candidate }[]): boolean {
  return candidates.every(({ item }, index) => index === 0 || (candidates[index - 1] as { item: Candidate }).item.code < item.code);
}

function weightAfter(given: number): number {
  return WEIGHT_OF_INFORMATION[Math.min(given, WEIGHT_OF_INFORMATION.length - 1)] as number;
}

/** The items of the areas that are furthest behind, of those that have items left. */
function leastUsedArea<T extends Candidate>(pool: readonly T[], given: readonly Area[]): T[] {
  const uses: Record<Area, number> = { devices: 0, 'word-processing': 0, internet: 0 };
  for (const area of given) uses[area] += 1;
  const fewest = Math.min(...pool.map((item) => uses[item.area]));
  return pool.filter((item) => uses[item.area] === fewest);
}
