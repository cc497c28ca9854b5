import type { Level } from '../../shared/kernel/levels.js';
import type { Arrangement } from './arrangement.js';
import type { FormingProblem } from './problem.js';
import { byGapWeight } from './seating.js';

/** Whom each slot would take beside its own level; null: nobody, or no group there. */
export type Welcome = (Level | null)[];

/**
 * Seats those left over: in a free seat, or in the seat of somebody who can sit elsewhere (augmenting paths, Ford and Fulkerson
 * 1956). Nobody loses her place and no group shrinks; a new group never has more guests than learners of its own.
 */
export function seatMore(problem: FormingProblem, arrangement: Arrangement, welcome: Welcome): void {
  const party: Party = { problem, arrangement, welcome, members: problem.slots.map(() => []) };
  arrangement.seats.forEach((slot, learner) => { if (slot !== null) party.members[slot]?.push(learner); });
  const hopeless = new Set<number>();
  for (const learner of byGapWeight(problem)) {
    const kind = problem.kinds[learner] ?? -1;
    if ((arrangement.seats[learner] ?? null) !== null || hopeless.has(kind)) continue;
    if (!seatOne(party, learner)) hopeless.add(kind);
  }
}

interface Party {
  problem: FormingProblem;
  arrangement: Arrangement;
  welcome: Welcome;
  members: number[][];
}

function seatOne(party: Party, learner: number): boolean {
  const { problem, members } = party;
  const comers = new Map<number, number>();
  const queue: number[] = [];
  const asked = new Set<number>();
  const reachFrom = (who: number): void => {
    if (asked.has(problem.kinds[who] ?? -1)) return;
    asked.add(problem.kinds[who] ?? -1);
    for (const slot of problem.reach[who] ?? []) {
      if (comers.has(slot) || !takes(party, slot, who)) continue;
      comers.set(slot, who);
      queue.push(slot);
    }
  };
  reachFrom(learner);
  for (let slot = queue.shift(); slot !== undefined; slot = queue.shift()) {
    const comer = comers.get(slot) as number;
    const here = members[slot] ?? [];
    if (here.length < (problem.slots[slot]?.free ?? 0)) {
      if (!balanced(party, slot, comer, null)) continue;
      moveAlong(party, comers, slot);
      return true;
    }
    for (const member of here) if (balanced(party, slot, comer, member)) reachFrom(member);
  }
  return false;
}

function takes({ problem, arrangement, welcome }: Party, slot: number, learner: number): boolean {
  const level = problem.learners[learner]?.level;
  return arrangement.levels[slot] === level || (welcome[slot] ?? null) === level;
}

/** Whether guests would still not outnumber the group's own, were the comer here and the leaver gone. */
function balanced(party: Party, slot: number, comer: number, leaver: number | null): boolean {
  const { problem, members } = party;
  if (problem.slots[slot]?.fixed) return true;
  const own = (learner: number): boolean => problem.learners[learner]?.level === party.arrangement.levels[slot];
  const here = members[slot] ?? [];
  const owners = here.filter(own).length + (own(comer) ? 1 : 0) - (leaver !== null && own(leaver) ? 1 : 0);
  const size = here.length + 1 - (leaver === null ? 0 : 1);
  return size - owners <= owners;
}

function moveAlong({ arrangement, members }: Party, comers: Map<number, number>, end: number): void {
  for (let slot: number | null = end; slot !== null;) {
    const comer: number | undefined = comers.get(slot);
    if (comer === undefined) return;
    const left: number | null = arrangement.seats[comer] ?? null;
    if (left !== null) members[left] = (members[left] ?? []).filter((member) => member !== comer);
    members[slot]?.push(comer);
    arrangement.seats[comer] = slot;
    slot = left;
  }
}
