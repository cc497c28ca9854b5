import { covers } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { adjacentLevels, LEVELS } from '../shared/kernel/levels.js';
import type { CandidateHour, FormingInput, FormingLearner, Proposal } from './group-forming.js';
import { availabilityNeeded, clash, holdsWhole } from './weekly-time.js';

/** What one more group at some hour would change. */
export interface OneMoreGroup {
  /** The level of the group that takes most; null when nobody who is not placed could come. */
  level: Level | null;
  /** Whom it would take, guests from neighbouring levels last. */
  personIds: Id[];
  /** By level, how many of those not placed could come, and how many a group of that level would take, guests not counted. */
  byLevel: { level: Level; couldCome: number; takes: number }[];
  /** Whether the room is free then. */
  roomFree: boolean;
  /** Trainers who could teach it and are free then. */
  trainerIds: Id[];
  /** Whether it would reach the smallest size asked for. */
  enough: boolean;
}

/**
 * Tells what one more group at an hour would take of those whom a proposal does not place, nobody else being moved.
 * @param hour any hour, also one that the proposal was not asked about
 */
export function oneMoreGroup(input: FormingInput, proposal: Proposal, hour: CandidateHour): OneMoreGroup {
  const coming = couldCome(input, proposal, hour);
  const takes = LEVELS.map((level) => takenBy(input, coming, level, hour.seats));
  const best = takes.reduce((one, other) => (other.people.length > one.people.length ? other : one));
  const beside = [...proposal.groups, ...input.occupied].filter((other) => clash(other, hour));
  const busy = new Set(beside.map(({ trainerId }) => trainerId));
  return {
    level: best.people.length > 0 ? best.level : null,
    personIds: best.people.map(({ personId }) => personId),
    byLevel: takes.map(({ level, own }) => ({ level, couldCome: own, takes: Math.min(own, hour.seats) })),
    roomFree: beside.every(({ roomId }) => roomId !== hour.roomId),
    trainerIds: input.trainers.filter((trainer) => !busy.has(trainer.accountId) && holdsWhole(trainer.hours, hour)).map(({ accountId }) => accountId),
    enough: best.people.length >= input.options.minimumSize,
  };
}

/** Those not placed who could come, the greatest gap weight first. */
function couldCome(input: FormingInput, proposal: Proposal, hour: CandidateHour): FormingLearner[] {
  const waiting = new Set(proposal.notPlaced.map(({ personId }) => personId));
  const needed = availabilityNeeded(hour);
  return input.learners
    .filter(({ personId, availability, busy }) => (
      waiting.has(personId) && availability !== null && covers(availability, needed) && !busy.some((time) => clash(time, hour))))
    .sort((a, b) => b.gapWeight - a.gapWeight);
}

function takenBy(
  input: FormingInput, coming: readonly FormingLearner[], level: Level, seats: number,
): { level: Level; own: number; people: FormingLearner[] } {
  const own = coming.filter((learner) => learner.level === level);
  const seated = own.slice(0, seats);
  const welcome = input.options.mixing === 'adjacent' ? Math.min(seated.length, seats - seated.length) : 0;
  const guests = coming.filter((learner) => adjacentLevels(level).includes(learner.level)).slice(0, welcome);
  return { level, own: own.length, people: [...seated, ...guests] };
}
