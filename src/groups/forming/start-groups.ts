import type { StartGroup } from '../group-forming.js';
import type { Arrangement } from './arrangement.js';
import { emptyArrangement } from './arrangement.js';
import { faultsOf } from './arrangement-faults.js';
import type { FormingProblem, Slot } from './problem.js';
import { seatAll } from './seat-more.js';

/**
 * The arrangement that an earlier search found, with who is to be placed now; whoever came since gets a seat that is free.
 * @returns null where it breaks a rule by now: a room or a trainer was taken, a group lost too many members, an hour was changed by hand
 */
export function arrangementFrom(problem: FormingProblem, groups: readonly StartGroup[]): Arrangement | null {
  const arrangement = emptyArrangement(problem);
  const seatOf = new Map<string, number>();
  for (const group of groups) {
    const index = problem.slots.findIndex((slot) => slot.key === group.key);
    const slot = problem.slots[index];
    if (!slot || !sameHour(slot, group)) return null;
    for (const personId of group.memberIds) seatOf.set(personId, index);
    if (slot.fixed) continue;
    arrangement.levels[index] = group.level;
    arrangement.trainers[index] = problem.input.trainers.findIndex(({ accountId }) => accountId === group.trainerId);
  }
  const seats = problem.learners.map(({ personId }) => seatOf.get(personId) ?? null);
  const whole = seatAll(problem, { ...arrangement, seats });
  return faultsOf(problem, whole).length === 0 ? whole : null;
}

function sameHour(slot: Slot, { days, startsAt, endsAt, roomId }: StartGroup): boolean {
  return slot.days === days && slot.startsAt === startsAt && slot.endsAt === endsAt && slot.roomId === roomId;
}
