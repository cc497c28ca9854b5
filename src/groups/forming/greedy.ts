import type { Level } from '../../shared/kernel/levels.js';
import { adjacentLevels, LEVELS } from '../../shared/kernel/levels.js';
import type { Random } from '../../shared/kernel/random.js';
import { seededRandom, shuffled } from '../../shared/kernel/random.js';
import type { Arrangement } from './arrangement.js';
import { compareScores, copyOf, emptyArrangement, membersBySlot, scoresOf } from './arrangement.js';
import { settleCompanions } from './companions.js';
import type { FormingProblem } from './problem.js';
import { seatAll, seatMore } from './seat-more.js';
import { quotasOf, seatLearners } from './seating.js';

/** Time for rounds of ruin and recreate, as a share of what there is. */
const ROUNDS = 0.4;

/** Time for companions, as a share of that for the rest. */
const SETTLING = 0.3;

/** What greedy has decided so far. */
interface Draft {
  problem: FormingProblem;
  arrangement: Arrangement;
  /** Epoch milliseconds after which no more groups are opened. */
  deadline: number;
  random: Random;
  /** By trainer, how many slots she could teach. */
  choices: number[];
  /** How far chance may change what an opening seems worth, as a share of it: 0 for none. */
  noise: number;
}

interface Opening {
  slot: number;
  level: Level;
  own: number;
  takes: number;
  /** What it takes, then how few other slots those have; changed by chance in later rounds. */
  worth: number;
}

/**
 * A good arrangement at once: opens the group that takes most learners again and again, then lets neighbouring
 * levels in where that places more; after that, ruin and recreate (Schrimpf et al. 2000) for as long as it may take.
 * @param milliseconds time after which it stops bettering; the arrangement is whole whenever it stops
 */
export function greedyArrangement(problem: FormingProblem, milliseconds = 700, rounds = 200): Arrangement {
  const draft: Draft = {
    problem, arrangement: emptyArrangement(problem),
    deadline: Date.now() + milliseconds, random: seededRandom(problem.learners.length), noise: 0,
    choices: problem.input.trainers.map((_, trainer) => problem.slots.filter(({ trainers }) => trainers.includes(trainer)).length),
  };
  build(draft);
  // An edition so large that this took its time has no use for rounds that take as long.
  const roundsEnd = Math.min(draft.deadline, Date.now() + ROUNDS * milliseconds);
  let best = draft.arrangement;
  let bestScores = scoresOf(problem, best);
  for (let round = 0; round < rounds && Date.now() < roundsEnd; round += 1) {
    const next = { ...draft, arrangement: copyOf(best), noise: 0.3 };
    ruin(next);
    build(next);
    const scores = scoresOf(problem, next.arrangement);
    if (compareScores(problem, scores, bestScores) < 0) continue;
    [best, bestScores] = [next.arrangement, scores];
  }
  // The same groups with the same number of each level, and in them those with the greatest gap weights.
  best = seatAll(problem, { ...best, seats: seatLearners(problem, quotasOf(problem, best)) });
  return seatAll(problem, settleCompanions(problem, best, draft.deadline + SETTLING * milliseconds));
}

/** Closes a few groups and sends all guests away. */
function ruin(draft: Draft): void {
  const { problem, arrangement, random } = draft;
  const open = problem.slots.flatMap((slot, index) => (slot.fixed === null && arrangement.levels[index] !== null ? [index] : []));
  close(draft, shuffled(open, random).slice(0, 1 + Math.floor(random() * 4)));
  problem.learners.forEach(({ level }, index) => {
    const slot = arrangement.seats[index] ?? null;
    if (slot !== null && arrangement.levels[slot] !== level) arrangement.seats[index] = null;
  });
}

function build(draft: Draft): void {
  const { problem, arrangement } = draft;
  const mixing = problem.input.options.mixing === 'adjacent';
  seatMore(problem, arrangement, false);
  openGroups(draft, mixing && draft.noise > 0 && draft.random() < 0.5);
  seatMore(problem, arrangement, false);
  if (mixing) {
    seatMore(problem, arrangement, true);
    openGroups(draft, true);
    seatMore(problem, arrangement, true);
  }
  if (closeSmall(draft)) seatMore(problem, arrangement, mixing);
}

function close(draft: Draft, slots: readonly number[]): void {
  const { arrangement } = draft;
  for (const slot of slots) {
    arrangement.levels[slot] = null;
    arrangement.trainers[slot] = null;
  }
  arrangement.seats = arrangement.seats.map((slot) => (slot !== null && slots.includes(slot) ? null : slot));
}

/** A group that lost its guests may have become too small. */
function closeSmall(draft: Draft): boolean {
  const { problem, arrangement } = draft;
  const members = membersBySlot(problem, arrangement);
  const small = problem.slots.flatMap((slot, index) => {
    const stands = slot.fixed === null && arrangement.levels[index] !== null;
    return stands && (members[index] ?? 0) < Math.max(1, problem.input.options.minimumSize) ? [index] : [];
  });
  close(draft, small);
  return small.length > 0;
}

function openGroups(draft: Draft, mixed: boolean): void {
  const { maximumGroups, minimumSize } = draft.problem.input.options;
  const { arrangement } = draft;
  let groups = arrangement.levels.filter((level) => level !== null).length;
  while (groups < (maximumGroups ?? Infinity) && Date.now() < draft.deadline) {
    const best = bestOpening(draft, mixed);
    if (!best || best.takes < Math.max(1, minimumSize)) return;
    const { slot, level, own, takes } = best;
    arrangement.trainers[slot] = freeTrainer(draft, slot);
    arrangement.levels[slot] = level;
    seatSome(draft, slot, [level], own);
    seatSome(draft, slot, adjacentLevels(level), takes - own);
    groups += 1;
  }
}

function bestOpening(draft: Draft, mixed: boolean): Opening | null {
  const waiting = waitingBySlot(draft);
  let best: Opening | null = null;
  for (const slot of draft.problem.slots.keys()) {
    for (const level of LEVELS) {
      const opening = openingAt(draft, waiting[slot] ?? [], { slot, level, mixed });
      if (opening.takes === 0 || (best && opening.worth <= best.worth)) continue;
      if (roomFree(draft, slot) && freeTrainer(draft, slot) !== null) best = opening;
    }
  }
  return best;
}

function openingAt(
  { problem, noise, random }: Draft, waiting: readonly Demand[], { slot, level, mixed }: { slot: number; level: Level; mixed: boolean },
): Opening {
  const free = problem.slots[slot]?.free ?? 0;
  const own = Math.min(waiting[level]?.count ?? 0, free);
  const near = mixed ? adjacentLevels(level).reduce<number>((sum, from) => sum + (waiting[from]?.count ?? 0), 0) : 0;
  const visiting = Math.min(near, own, free - own);
  const takes = own + visiting;
  const worth = (takes + (waiting[level]?.rescues ?? 0) / 1000) * (noise > 0 ? 1 + noise * random() : 1);
  return { slot, level, own, takes, worth };
}

/** How many learners of a level are not placed and could come; those with few other slots count more as rescues. */
interface Demand {
  count: number;
  rescues: number;
}

/** [slot][level] */
function waitingBySlot({ problem, arrangement }: Draft): Demand[][] {
  const waiting = problem.slots.map(() => LEVELS.map(() => ({ count: 0, rescues: 0 })));
  problem.learners.forEach((learner, index) => {
    if ((arrangement.seats[index] ?? null) !== null) return;
    const reach = problem.reach[index] ?? [];
    for (const slot of reach) {
      const here = waiting[slot]?.[learner.level];
      if (!here) continue;
      here.count += 1;
      here.rescues += 1 / reach.length;
    }
  });
  return waiting;
}

/** Seats learners of some levels who are not placed, those with the fewest other slots first. */
function seatSome({ problem, arrangement }: Draft, slot: number, levels: readonly Level[], most: number): void {
  const reachSize = (index: number): number => problem.reach[index]?.length ?? 0;
  const candidates = problem.learners.flatMap((learner, index) => {
    const waits = levels.includes(learner.level) && (arrangement.seats[index] ?? null) === null;
    return waits && problem.reach[index]?.includes(slot) ? [index] : [];
  });
  candidates.sort((a, b) => reachSize(a) - reachSize(b));
  for (const index of candidates.slice(0, most)) arrangement.seats[index] = slot;
}

/** The trainer of those free at a slot who could teach the fewest slots; null when there is none or a group stands there. */
function freeTrainer({ problem, arrangement, choices }: Draft, slot: number): number | null {
  if (arrangement.levels[slot] !== null) return null;
  const busy = new Set((problem.clashing[slot] ?? []).map((other) => arrangement.trainers[other]));
  const free = (problem.slots[slot]?.trainers ?? []).filter((trainer) => !busy.has(trainer));
  return free.reduce<number | null>((best, trainer) => (
    best === null || (choices[trainer] ?? 0) < (choices[best] ?? 0) ? trainer : best), null);
}

function roomFree({ problem, arrangement }: Draft, slot: number): boolean {
  const roomId = problem.slots[slot]?.roomId;
  return !(problem.clashing[slot] ?? []).some((other) => arrangement.levels[other] !== null && problem.slots[other]?.roomId === roomId);
}
