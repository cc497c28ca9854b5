import type { Arrangement } from './arrangement.js';
import type { FormingProblem, Slot } from './problem.js';
import { bearsGuests } from './problem.js';
import { byGapWeight, quotasOf, seatLearners } from './seating.js';

/**
 * Seats those left over: in a free seat, or in the seat of somebody who can sit elsewhere (augmenting paths, Ford and Fulkerson
 * 1956). Nobody loses her place and no group shrinks or has more guests than it bears.
 * @param mixing whether groups take guests from their neighbouring levels
 * @returns whether anybody was seated; afterwards no free seat is left that the rules allow to somebody without one
 */
export function seatMore(problem: FormingProblem, arrangement: Arrangement, mixing: boolean): boolean {
  const party: Party = { problem, arrangement, mixing, members: problem.slots.map(() => []) };
  arrangement.seats.forEach((slot, learner) => { if (slot !== null) party.members[slot]?.push(learner); });
  let seated = false;
  // Whoever is seated of a group's own level makes room for one more guest, of those who were passed over too.
  while (seatRound(party)) seated = true;
  return seated;
}

/**
 * Seats everybody whom the groups at hand still allow, the greatest gap weights first where seats are short.
 * @returns the arrangement itself where nobody can be added
 */
export function seatAll(problem: FormingProblem, arrangement: Arrangement): Arrangement {
  const mixing = problem.input.options.mixing === 'adjacent';
  let [next, full] = [arrangement, { ...arrangement, seats: [...arrangement.seats] }];
  while (seatMore(problem, full, mixing)) {
    next = { ...full, seats: seatLearners(problem, quotasOf(problem, full)) };
    full = { ...next, seats: [...next.seats] };
  }
  return next;
}

interface Party {
  problem: FormingProblem;
  arrangement: Arrangement;
  mixing: boolean;
  members: number[][];
}

function seatRound(party: Party): boolean {
  const { problem, arrangement } = party;
  const hopeless = new Set<number>();
  let seated = false;
  for (const learner of byGapWeight(problem)) {
    const kind = problem.kinds[learner] ?? -1;
    if ((arrangement.seats[learner] ?? null) !== null || hopeless.has(kind)) continue;
    if (seatOne(party, learner)) seated = true;
    else hopeless.add(kind);
  }
  return seated;
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

function takes({ problem, arrangement, mixing }: Party, slot: number, learner: number): boolean {
  const [level, own] = [arrangement.levels[slot] ?? null, problem.learners[learner]?.level ?? null];
  return level !== null && own !== null && Math.abs(level - own) <= (mixing ? 1 : 0);
}

/** Whether guests would still not outnumber the group's own, were the comer here and the leaver gone. */
function balanced(party: Party, slot: number, comer: number, leaver: number | null): boolean {
  const { problem, members } = party;
  const place = problem.slots[slot] as Slot;
  const own = (learner: number): boolean => problem.learners[learner]?.level === party.arrangement.levels[slot];
  const here = members[slot] ?? [];
  const owners = here.filter(own).length + (own(comer) ? 1 : 0) - (leaver !== null && own(leaver) ? 1 : 0);
  const size = here.length + 1 - (leaver === null ? 0 : 1);
  return bearsGuests(place, size - owners, owners);
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
