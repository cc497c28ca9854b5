import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { Arrangement } from './arrangement.js';
import type { FormingProblem } from './problem.js';
import { clash } from '../weekly-time.js';
import { byGapWeight } from './seating.js';

/** Slots that ask for the same availability and clash with the same other classes: whoever can come to one can come to all. */
export type Pool = number[];

/**
 * Learners who are interchangeable: one level, the same pools within reach and, where that matters, one organisation.
 * The optimiser decides how many of a class sit where, never who: that keeps it small whatever the number of learners.
 */
export interface LearnerClass {
  level: Level;
  /** Positions of pools. */
  reach: number[];
  organisation: Id | null;
  /** Positions of the learners, the greatest gap weight first, then as in the input. */
  members: number[];
}

/** By class, how many of it sit in which slot. */
export type Flows = Map<number, number>[];

/** Learners and slots as the optimiser counts them. */
export interface Aggregation {
  pools: Pool[];
  classes: LearnerClass[];
  /** True when each slot is a pool and members of different organisations are told apart. */
  fine: boolean;
}

/** As coarse as can be: enough for every criterion but companions in organisations. */
export function coarse(problem: FormingProblem): Aggregation {
  const open = problem.slots.flatMap((slot, index) => (slot.shut === null ? [index] : []));
  const asks = slotSignatures(problem);
  const pools = [...groupBy(open, (index) => asks[index]).values()];
  return { pools, classes: classesOf(problem, pools, new Set()), fine: false };
}

/** What a slot asks of those who come, as a text: its part of the week, and the other classes that clash with it. */
function slotSignatures({ slots, learners }: FormingProblem): string[] {
  const classes = new Map(learners.flatMap(({ busy }) => busy).map((time) => [`${time.days} ${time.startsAt} ${time.endsAt}`, time]));
  return slots.map((slot) => `${slot.needed}|${[...classes].filter(([, time]) => clash(time, slot)).map(([key]) => key).join()}`);
}

/** With organisations told apart: those of which two or more people could sit together. */
export function fine(problem: FormingProblem): Aggregation {
  const pools = problem.slots.flatMap((slot, index) => (slot.shut === null ? [[index]] : []));
  return { pools, classes: classesOf(problem, pools, organisationsOfSeveral(problem)), fine: true };
}

/** Counts an arrangement by class. */
export function flowsOf(classes: readonly LearnerClass[], arrangement: Arrangement): Flows {
  return classes.map(({ members }) => {
    const counts = new Map<number, number>();
    for (const member of members) {
      const slot = arrangement.seats[member] ?? null;
      if (slot !== null) counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
    return counts;
  });
}

/** Names the people of the flows: of each class those with the greatest gap weight are placed. */
export function seatsOf(problem: FormingProblem, classes: readonly LearnerClass[], flows: Flows): (number | null)[] {
  const seats: (number | null)[] = problem.learners.map(() => null);
  classes.forEach(({ members }, index) => {
    let next = 0;
    for (const [slot, count] of flows[index] ?? []) {
      for (const member of members.slice(next, next + count)) seats[member] = slot;
      next += count;
    }
  });
  return seats;
}

/** Organisations of which two or more people could sit together: those to place, and those in fixed groups. */
export function organisationsOfSeveral(problem: FormingProblem): Set<Id> {
  const counts = new Map<Id, number>();
  const add = (organisation: Id, count: number): void => { counts.set(organisation, (counts.get(organisation) ?? 0) + count); };
  problem.learners.forEach((learner, index) => {
    if (learner.organisationId && problem.reach[index]?.length) add(learner.organisationId, 1);
  });
  for (const held of problem.heldByOrganisation) held.forEach((count, organisation) => add(organisation, count));
  return new Set([...counts].filter(([, count]) => count > 1).map(([organisation]) => organisation));
}

/** Those who can reach no slot are in no class. */
function classesOf(problem: FormingProblem, pools: readonly Pool[], organisations: ReadonlySet<Id>): LearnerClass[] {
  const classes = new Map<string, LearnerClass>();
  for (const index of byGapWeight(problem)) {
    const learner = problem.learners[index];
    const slots = new Set(problem.reach[index]);
    if (!learner || slots.size === 0) continue;
    const reach = pools.flatMap((pool, position) => (slots.has(pool[0] ?? -1) ? [position] : []));
    const organisation = learner.organisationId && organisations.has(learner.organisationId) ? learner.organisationId : null;
    const key = `${learner.level}|${reach.join()}|${organisation ?? ''}`;
    const known = classes.get(key);
    if (known) known.members.push(index);
    else classes.set(key, { level: learner.level, reach, organisation, members: [index] });
  }
  return [...classes.values()];
}
