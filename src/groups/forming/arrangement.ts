import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { Criterion } from '../group-forming.js';
import { CRITERIA } from '../group-forming.js';
import type { FormingProblem } from './problem.js';
import { halfOf } from './problem.js';

/** A decision on everything: by slot its group's level (null: no group) and trainer, by learner her slot (null: not placed). */
export interface Arrangement {
  levels: (Level | null)[];
  /** Positions in the input's trainers; null where there is no group, and for fixed groups. */
  trainers: (number | null)[];
  seats: (number | null)[];
}

/** What an arrangement reaches on each criterion, as in CriterionResult. */
export type Scores = Record<Criterion, number>;

/** Nobody placed: the fixed groups alone. */
export function emptyArrangement(problem: FormingProblem): Arrangement {
  return {
    levels: problem.slots.map((slot) => slot.fixed?.level ?? null),
    trainers: problem.slots.map(() => null),
    seats: problem.learners.map(() => null),
  };
}

export function copyOf(arrangement: Arrangement): Arrangement {
  return { levels: [...arrangement.levels], trainers: [...arrangement.trainers], seats: [...arrangement.seats] };
}

/** How many sit in each slot, hand-placed members included. */
export function membersBySlot(problem: FormingProblem, arrangement: Arrangement): number[] {
  const counts = problem.slots.map((slot) => slot.held);
  for (const slot of arrangement.seats) if (slot !== null) counts[slot] = (counts[slot] ?? 0) + 1;
  return counts;
}

/** Measures an arrangement. */
export function scoresOf(problem: FormingProblem, arrangement: Arrangement): Scores {
  const counts = membersBySlot(problem, arrangement);
  const open = problem.slots.flatMap((slot, index) => (arrangement.levels[index] === null ? [] : [{ slot, index }]));
  const scores: Scores = {
    placed: 0, levels: 0, organisations: companionsOf(problem, arrangement),
    'half-empty': open.filter(({ slot, index }) => (counts[index] ?? 0) < halfOf(slot)).length,
    groups: open.length,
  };
  problem.learners.forEach((learner, index) => {
    const slot = arrangement.seats[index] ?? null;
    if (slot === null) return;
    scores.placed += 1;
    if (arrangement.levels[slot] !== learner.level) scores.levels += 1;
  });
  return scores;
}

/** The criteria that count for this input: all but organisations where nobody wishes anything of them. */
export function criteriaOf(problem: FormingProblem): Criterion[] {
  const wish = problem.input.options.organisations;
  return CRITERIA.filter((criterion) => criterion !== 'organisations' || wish !== 'indifferent');
}

/** True where more of the criterion is better. */
export function wantsMore(problem: FormingProblem, criterion: Criterion): boolean {
  if (criterion === 'organisations') return problem.input.options.organisations === 'together';
  return criterion === 'placed';
}

/** Compares in the order of the criteria: positive when `a` is better, 0 when neither is. */
export function compareScores(problem: FormingProblem, a: Scores, b: Scores): number {
  for (const criterion of criteriaOf(problem)) {
    const difference = a[criterion] - b[criterion];
    if (difference !== 0) return wantsMore(problem, criterion) ? difference : -difference;
  }
  return 0;
}

/** Members who sit with an earlier member of their organisation: a group with k of one counts k - 1. */
function companionsOf(problem: FormingProblem, arrangement: Arrangement): number {
  const present = problem.heldByOrganisation.map((held) => new Map<Id, number>(held));
  problem.learners.forEach((learner, index) => {
    const counts = present[arrangement.seats[index] ?? -1];
    if (counts && learner.organisationId) counts.set(learner.organisationId, (counts.get(learner.organisationId) ?? 0) + 1);
  });
  return present.reduce((sum, counts) => sum + [...counts.values()].reduce((part, count) => part + count - 1, 0), 0);
}
