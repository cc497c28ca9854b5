import type { Level } from '../../shared/kernel/levels.js';
import { LEVELS } from '../../shared/kernel/levels.js';
import type { Arrangement } from './arrangement.js';
import type { FormingProblem } from './problem.js';

/** By slot, how many learners of each level it takes. */
export type Quotas = number[][];

/** How many of each level an arrangement has where. */
export function quotasOf(problem: FormingProblem, arrangement: Arrangement): Quotas {
  const quotas = problem.slots.map(() => LEVELS.map(() => 0));
  problem.learners.forEach(({ level }, index) => {
    const here = quotas[arrangement.seats[index] ?? -1];
    if (here) here[level] = (here[level] ?? 0) + 1;
  });
  return quotas;
}

/**
 * Seats as many learners as the quotas take, and of all ways to do so one with the greatest sum of gap weights: learners
 * come in that order, and each may move others on but never out (the greedy algorithm on a transversal matroid,
 * Edmonds and Fulkerson 1965). Ties go to who stands first in the input.
 * @returns by learner her slot; null: not placed
 */
export function seatLearners(problem: FormingProblem, quotas: Quotas): (number | null)[] {
  const seating: Seating = { problem, quotas, seats: problem.learners.map(() => null), members: problem.slots.map(() => []) };
  const hopeless = new Set<number>();
  for (const learner of byGapWeight(problem)) {
    const kind = problem.kinds[learner] ?? -1;
    // Who found no way to a seat never will, nor will her like.
    if (!hopeless.has(kind) && !seatOne(seating, learner)) hopeless.add(kind);
  }
  return seating.seats;
}

/** Positions of the learners, the greatest gap weight first, then as in the input. */
export function byGapWeight({ learners }: FormingProblem): number[] {
  const weight = (index: number): number => learners[index]?.gapWeight ?? 0;
  return learners.map((_, index) => index).sort((a, b) => weight(b) - weight(a) || a - b);
}

interface Seating {
  problem: FormingProblem;
  quotas: Quotas;
  seats: (number | null)[];
  /** By slot the learners in it. */
  members: number[][];
}

/** Looks for a free seat breadth first, through the seats of those of her level who could sit elsewhere. */
function seatOne(seating: Seating, learner: number): boolean {
  const { problem, members } = seating;
  const level = problem.learners[learner]?.level as Level;
  /** By slot, who would come to sit in it. */
  const comers = new Map<number, number>();
  const queue: number[] = [];
  const asked = new Set<number>();
  const reachFrom = (who: number): void => {
    if (asked.has(problem.kinds[who] ?? -1)) return;
    asked.add(problem.kinds[who] ?? -1);
    for (const slot of problem.reach[who] ?? []) {
      if (comers.has(slot) || !seating.quotas[slot]?.[level]) continue;
      comers.set(slot, who);
      queue.push(slot);
    }
  };
  reachFrom(learner);
  for (let slot = queue.shift(); slot !== undefined; slot = queue.shift()) {
    const sameLevel = (members[slot] ?? []).filter((member) => problem.learners[member]?.level === level);
    if (sameLevel.length < (seating.quotas[slot]?.[level] ?? 0)) {
      moveAlong(seating, comers, slot);
      return true;
    }
    sameLevel.forEach(reachFrom);
  }
  return false;
}

function moveAlong({ seats, members }: Seating, comers: Map<number, number>, end: number): void {
  for (let slot: number | null = end; slot !== null;) {
    const comer: number | undefined = comers.get(slot);
    if (comer === undefined) return;
    const left: number | null = seats[comer] ?? null;
    if (left !== null) members[left] = (members[left] ?? []).filter((member) => member !== comer);
    members[slot]?.push(comer);
    seats[comer] = slot;
    slot = left;
  }
}
