import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { Arrangement } from './arrangement.js';
import { emptyArrangement, scoresOf } from './arrangement.js';
import type { FormingProblem } from './problem.js';
import { halfOf } from './problem.js';
import { organisationsOfSeveral } from './learner-classes.js';
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
    organisations: together ? mostCompanions(problem) : byHand.organisations,
    'half-empty': alwaysHalfEmpty(problem),
    groups: fewestGroups(problem, scores.placed),
  };
}

function mostPlaced(problem: FormingProblem): number {
  const reachable = problem.reach.filter((reach) => reach.length > 0).length;
  const seats = problem.slots.reduce((sum, slot) => sum + (slot.shut ? 0 : slot.free), 0);
  return Math.min(reachable, seats);
}

/**
 * Each organisation in as few groups as its levels need, or in as many as it has hand-placed members in. Learners of
 * adjacent levels may share a group where guests are allowed.
 */
function mostCompanions(problem: FormingProblem): number {
  const shared = organisationsOfSeveral(problem);
  const members = new Map<Id, Set<Level>>();
  const apart = new Map<Id, number>();
  let people = 0;
  problem.learners.forEach(({ organisationId, level }, index) => {
    if (organisationId === null || !shared.has(organisationId) || !problem.reach[index]?.length) return;
    people += 1;
    members.set(organisationId, (members.get(organisationId) ?? new Set<Level>()).add(level));
  });
  for (const held of problem.heldByOrganisation) {
    held.forEach((count, organisation) => {
      people += count;
      apart.set(organisation, (apart.get(organisation) ?? 0) + 1);
    });
  }
  const mixing = problem.input.options.mixing === 'adjacent';
  const organisations = [...new Set([...members.keys(), ...apart.keys()])];
  const groups = organisations.map((organisation) => (
    apart.get(organisation) ?? groupsNeeded(members.get(organisation) ?? new Set(), mixing)));
  return people - groups.reduce((sum, count) => sum + count, 0);
}

function groupsNeeded(levels: ReadonlySet<Level>, mixing: boolean): number {
  if (!mixing) return levels.size;
  const sorted = [...levels].sort();
  let groups = 0;
  for (let next = sorted.shift(); next !== undefined; next = sorted.shift()) {
    groups += 1;
    if (sorted[0] === next + 1) sorted.shift();
  }
  return groups;
}

/** Fixed groups that stay half-empty whoever joins them. */
function alwaysHalfEmpty(problem: FormingProblem): number {
  return problem.slots.filter((slot, index) => {
    const coming = problem.reach.filter((reach) => reach.includes(index)).length;
    return slot.fixed !== null && slot.held + Math.min(slot.free, coming) < halfOf(slot);
  }).length;
}

function fewestGroups(problem: FormingProblem, placed: number): number {
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
