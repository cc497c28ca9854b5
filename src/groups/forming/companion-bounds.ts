import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import { adjacentLevels, LEVELS } from '../../shared/kernel/levels.js';
import { organisationsOfSeveral } from './learner-classes.js';
import type { FormingProblem, Slot } from './problem.js';

/** Organisations with more members than this are bounded by their number alone: ways to cover them double with each. */
const MOST_COVERED = 16;

/**
 * More companions than this there cannot be, whatever is decided: the least of what the organisations can give one by
 * one, of what so many seats can hold, and of what the slots can hold one by one.
 * @param placed how many are placed
 */
export function mostCompanions(problem: FormingProblem, placed: number): number {
  const byOrganisation = membersByOrganisation(problem);
  const gains = [...byOrganisation].map(([organisation, members]) => ({
    gain: companionsAlone(problem, organisation, members), held: problem.heldByOrganisation.some((held) => held.has(organisation)),
  }));
  const byHand = companionsByHand(problem);
  return byHand + Math.min(gains.reduce((sum, { gain }) => sum + gain, 0), seatsHold(gains, placed), slotsHold(problem, byOrganisation));
}

/** Positions of those to place, of organisations of which two or more could sit together. */
function membersByOrganisation(problem: FormingProblem): Map<Id, number[]> {
  const shared = organisationsOfSeveral(problem);
  const members = new Map<Id, number[]>([...shared].map((organisation) => [organisation, []]));
  problem.learners.forEach(({ organisationId }, index) => {
    if (organisationId !== null && problem.reach[index]?.length) members.get(organisationId)?.push(index);
  });
  return members;
}

function companionsByHand({ heldByOrganisation }: FormingProblem): number {
  return heldByOrganisation.reduce((sum, held) => sum + [...held.values()].reduce((part, count) => part + count - 1, 0), 0);
}

/**
 * How many companions one organisation could have with all seats to itself: its members seated less one for each group
 * that they begin, at the best choice of groups. Seats and rooms are not counted, levels and hours are.
 */
function companionsAlone(problem: FormingProblem, organisation: Id, members: readonly number[]): number {
  const covers = problem.slots.flatMap((slot, index) => (slot.shut ? [] : coversOf(problem, members, index)
    .map((bits) => ({ bits, cost: problem.heldByOrganisation[index]?.has(organisation) ? 0 : 1 }))));
  if (members.length > MOST_COVERED) return members.length - (covers.some(({ cost }) => cost === 0) ? 0 : 1);
  const known = new Map<number, number>();
  const best = (left: number): number => {
    if (left === 0) return 0;
    const before = known.get(left);
    if (before !== undefined) return before;
    const next = left & -left;
    // She sits alone, or not at all; or with those whom one of her groups takes.
    let most = best(left & ~next);
    for (const { bits, cost } of covers) {
      if ((bits & next) !== 0) most = Math.max(most, ones(bits & left) - cost + best(left & ~bits));
    }
    known.set(left, most);
    return most;
  };
  return best(2 ** members.length - 1);
}

/** Which members could sit in a slot together, as bits, for each level that its group may have and its guests. */
function coversOf(problem: FormingProblem, members: readonly number[], slot: number): number[] {
  const place = problem.slots[slot] as Slot;
  const sets = levelsTogether(problem, place).map((levels) => members.reduce((bits, learner, position) => {
    const level = problem.learners[learner]?.level;
    return level !== undefined && levels.includes(level) && problem.reach[learner]?.includes(slot) ? bits | (1 << position) : bits;
  }, 0));
  return [...new Set(sets)].filter((bits) => bits !== 0 && !sets.some((other) => other !== bits && (other & bits) === bits));
}

/** The sets of levels that may sit together in a slot. */
function levelsTogether({ input }: FormingProblem, { fixed }: Slot): Level[][] {
  const levels = fixed ? [fixed.level] : LEVELS;
  return levels.map((level) => (input.options.mixing === 'never' ? [level] : [level, ...adjacentLevels(level)]));
}

/** Each organisation needs a seat for each companion and one to begin with: so many seats hold most when few begin. */
function seatsHold(gains: readonly { gain: number; held: boolean }[], placed: number): number {
  let [seats, companions] = [placed, 0];
  for (const { gain, held } of [...gains].sort((a, b) => Number(b.held) - Number(a.held) || b.gain - a.gain)) {
    const taken = Math.max(0, Math.min(gain, seats - (held ? 0 : 1)));
    companions += taken;
    seats -= taken === 0 ? 0 : taken + (held ? 0 : 1);
  }
  return companions;
}

/** What each slot holds with its own seats, the largest organisations first, of as many slots as may have a group at once. */
function slotsHold(problem: FormingProblem, members: ReadonlyMap<Id, readonly number[]>): number {
  const holds = problem.slots.map((slot, index) => (slot.shut ? 0 : Math.max(0, ...levelsTogether(problem, slot).map((levels) => slotHolds(problem, members, index, levels)))));
  const fixed = problem.slots.map((slot, index) => (slot.fixed ? holds[index] ?? 0 : 0)).reduce((sum, each) => sum + each, 0);
  return fixed + mostAtOnce(problem, holds);
}

function slotHolds(problem: FormingProblem, members: ReadonlyMap<Id, readonly number[]>, slot: number, levels: readonly Level[]): number {
  const counts = [...members].map(([organisation, learners]) => ({
    count: learners.filter((who) => levels.includes(problem.learners[who]?.level as Level) && problem.reach[who]?.includes(slot)).length,
    begins: problem.heldByOrganisation[slot]?.has(organisation) ? 0 : 1,
  })).filter(({ count, begins }) => count > begins).sort((a, b) => a.begins - b.begins || b.count - a.count);
  let [seats, companions] = [problem.slots[slot]?.free ?? 0, 0];
  for (const { count, begins } of counts) {
    const seated = Math.min(count, seats);
    companions += Math.max(0, seated - begins);
    seats -= seated;
  }
  return companions;
}

/** The most that slots without a fixed group add up to, one of each set that clashes in a room: each slot counts in one set. */
function mostAtOnce({ slots, roomSets }: FormingProblem, holds: readonly number[]): number {
  const left = new Set(slots.flatMap((slot, index) => (slot.fixed || slot.shut ? [] : [index])));
  let sum = 0;
  for (const set of [...roomSets].sort((a, b) => b.length - a.length)) {
    const here = set.filter((slot) => left.has(slot));
    sum += Math.max(0, ...here.map((slot) => holds[slot] ?? 0));
    here.forEach((slot) => left.delete(slot));
  }
  return sum;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
