import type { Arrangement } from './arrangement.js';
import { emptyArrangement, scoresOf } from './arrangement.js';
import type { FormingProblem } from './problem.js';
import { halfOf } from './problem.js';
import { mostCompanions } from './companion-bounds.js';
import type { Bounds } from './proposal.js';

/**
 * What no proposal can better, seen without any search; the search brings the bounds nearer.
 * @param arrangement the proposal at hand: bounds of the later criteria hold for as many placed as it has
 */
export function plainBounds(problem: FormingProblem, arrangement: Arrangement): Bounds {
  const scores = scoresOf(problem, arrangement);
  const byHand = scoresOf(problem, emptyArrangement(problem));
  const together = problem.input.options.organisations === 'together';
  return {
    placed: mostPlaced(problem),
    levels: 0,
    organisations: together ? mostCompanions(problem, scores.placed) : byHand.organisations,
    'half-empty': alwaysHalfEmpty(problem),
    groups: fewestGroups(problem, scores.placed),
  };
}

function mostPlaced(problem: FormingProblem): number {
  const reachable = problem.reach.filter((reach) => reach.length > 0).length;
  const seats = problem.slots.reduce((sum, slot) => sum + (slot.shut ? 0 : slot.free), 0);
  return Math.min(reachable, seats);
}

/** Fixed groups that stay half-empty whoever joins them. */
function alwaysHalfEmpty(problem: FormingProblem): number {
  return problem.slots.filter((slot, index) => {
    const coming = problem.reach.filter((reach) => reach.includes(index)).length;
    return slot.fixed !== null && slot.held + Math.min(slot.free, coming) < halfOf(slot);
  }).length;
}

/** Fixed groups, and as many of the largest new ones as so many people need. */
export function fewestGroups(problem: FormingProblem, placed: number): number {
  const fixed = problem.slots.filter((slot) => slot.fixed);
  let left = placed - fixed.reduce((sum, slot) => sum + slot.free, 0);
  const sizes = problem.slots.filter((slot) => !slot.fixed && !slot.shut).map((slot) => slot.free).sort((a, b) => b - a);
  let groups = fixed.length;
  for (const size of sizes) {
    if (left <= 0) break;
    left -= size;
    groups += 1;
  }
  return groups;
}
