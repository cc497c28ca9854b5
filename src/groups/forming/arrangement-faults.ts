import type { Arrangement } from './arrangement.js';
import { membersBySlot } from './arrangement.js';
import type { FormingProblem } from './problem.js';
import { bearsGuests } from './problem.js';
import { clash } from '../weekly-time.js';

/**
 * What is wrong with an arrangement; nothing, when all rules are kept. Whatever a search finds goes through this before
 * it is believed.
 */
export function faultsOf(problem: FormingProblem, arrangement: Arrangement): string[] {
  return [
    ...groupFaults(problem, arrangement), ...clashFaults(problem, arrangement),
    ...seatFaults(problem, arrangement), ...guestFaults(problem, arrangement),
  ];
}

function groupFaults(problem: FormingProblem, { levels, trainers }: Arrangement): string[] {
  const { maximumGroups } = problem.input.options;
  const open = levels.filter((level) => level !== null).length;
  const faults = problem.slots.flatMap((slot, index) => {
    if (slot.fixed) return levels[index] === slot.fixed.level ? [] : [`${slot.key}: a fixed group changed`];
    if (levels[index] === null) return trainers[index] === null ? [] : [`${slot.key}: a trainer without a group`];
    return slot.trainers.includes(trainers[index] ?? -1) ? [] : [`${slot.key}: nobody who can teaches it`];
  });
  const most = Math.max(maximumGroups ?? Infinity, problem.input.fixedGroups.length);
  return open > most ? [...faults, 'too many groups'] : faults;
}

function clashFaults(problem: FormingProblem, { levels, trainers }: Arrangement): string[] {
  const open = problem.slots.flatMap((slot, index) => (levels[index] === null || slot.fixed ? [] : [{ ...slot, index }]));
  return open.flatMap((one, position) => open.slice(position + 1).flatMap((other) => {
    if (!clash(one, other)) return [];
    const shared = one.roomId === other.roomId ? 'room' : trainers[one.index] === trainers[other.index] ? 'trainer' : null;
    return shared ? [`${one.key} and ${other.key}: one ${shared} at one time`] : [];
  }));
}

function seatFaults(problem: FormingProblem, arrangement: Arrangement): string[] {
  const smallest = Math.max(1, problem.input.options.minimumSize);
  const members = membersBySlot(problem, arrangement);
  const faults = arrangement.seats.flatMap((slot, learner) => {
    const can = slot === null || (problem.reach[learner]?.includes(slot) && arrangement.levels[slot] !== null);
    return can ? [] : [`${problem.learners[learner]?.personId}: cannot come, or no group there`];
  });
  return [...faults, ...problem.slots.flatMap((slot, index) => {
    const count = members[index] ?? 0;
    if (count - slot.held > slot.free) return [`${slot.key}: more members than seats`];
    return arrangement.levels[index] !== null && !slot.fixed && count < smallest ? [`${slot.key}: too few members`] : [];
  })];
}

function guestFaults(problem: FormingProblem, arrangement: Arrangement): string[] {
  return problem.slots.flatMap((slot, index) => {
    const level = arrangement.levels[index] ?? null;
    const present = problem.learners.filter((_, learner) => arrangement.seats[learner] === index).map((learner) => learner.level);
    const guests = present.filter((other) => other !== level);
    if (guests.length === 0 || level === null) return [];
    if (problem.input.options.mixing === 'never') return [`${slot.key}: levels mixed`];
    if (guests.some((other) => Math.abs(other - level) > 1)) return [`${slot.key}: levels too far apart`];
    return !bearsGuests(slot, guests.length, present.length - guests.length) ? [`${slot.key}: more guests than its own level`] : [];
  });
}
