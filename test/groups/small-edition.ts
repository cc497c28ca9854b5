import type { Band } from '../../src/shared/kernel/availability.js';
import { fromBands } from '../../src/shared/kernel/availability.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import type { CandidateHour, FixedGroup, FormingInput, FormingLearner, FormingOptions } from '../../src/groups/group-forming.js';
import { weekdaysMask } from '../../src/shared/kernel/weekdays.js';

export const MORNING = { days: weekdaysMask([1, 3, 5]), startsAt: '09:00', endsAt: '11:00' };
export const LATER_MORNING = { days: weekdaysMask([1, 3, 5]), startsAt: '11:00', endsAt: '13:00' };
export const SATURDAY = { days: weekdaysMask([6]), startsAt: '09:00', endsAt: '12:00' };

export function learner(personId: string, level: Level, bands: Band[] | null, more: Partial<FormingLearner> = {}): FormingLearner {
  return { personId, level, availability: bands && fromBands(bands), busy: [], organisationId: null, gapWeight: 0, ...more };
}

export function hour(id: string, time: typeof MORNING, seats = 3, roomId = 'room'): CandidateHour {
  return { id, ...time, roomId, seats };
}

/** @param ownMembers how many of the members are of its level: all, unless said */
export function fixedGroup(id: string, level: Level, time: typeof MORNING, memberIds: string[], seats = 3, ownMembers = memberIds.length): FixedGroup {
  return { id, level, ...time, roomId: 'room', trainerId: 'ana', seats, memberIds, ownMembers };
}

/** An edition with one trainer, Ana, who is there all week, groups of one or more, and no wish about organisations. */
export function edition(learners: FormingLearner[], hours: CandidateHour[], options: Partial<FormingOptions> = {}): FormingInput {
  const week = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '08:00', to: '21:00' }));
  return {
    learners, hours, trainers: [{ accountId: 'ana', hours: week }], fixedGroups: [], occupied: [],
    options: { organisations: 'indifferent', minimumSize: 1, maximumGroups: null, mixing: 'adjacent', ...options },
  };
}
