import { BANDS } from '../shared/kernel/availability.js';
import type { Level } from '../shared/kernel/levels.js';
import { weekdaysMask } from '../shared/kernel/weekdays.js';
import type { FormingInput } from './group-forming.js';
import { proposeGroups } from './optimiser.js';

const LEARNERS = 40;
const LEVELS: readonly Level[] = [0, 0, 0, 1, 1, 2, 1, 0, 3, 2];
const HOURS = [
  [[1, 3, 5], '09:00', '11:00'], [[2, 4], '09:00', '11:00'], [[1, 3, 5], '15:00', '17:00'], [[2, 4], '15:00', '17:00'],
  [[6], '09:00', '12:00'], [[6], '15:00', '18:00'], [[7], '09:00', '12:00'], [[1, 3], '18:30', '20:30'],
] as const;
const TURNS = [[[1, 2, 3, 4, 5], '08:00', '13:00'], [[1, 2, 3, 4, 5], '14:00', '21:00'], [[6, 7], '08:00', '19:00']] as const;

/** The engine makes HiGHS fast while it runs: what the first search asks for is there in the second. */
const SEARCHES = 2;

/** Searches for the groups of people who are not there, in a process that has just begun: else the first who asks for groups waits a second longer. */
export async function warmOptimiser(): Promise<void> {
  for (let search = 0; search < SEARCHES; search += 1) await proposeGroups(INPUT);
}

const bands = Object.values(BANDS);

const INPUT: FormingInput = {
  learners: Array.from({ length: LEARNERS }, (_, index) => ({
    personId: `person-${index}`, level: LEVELS[index % LEVELS.length] as Level, busy: [], organisationId: null, gapWeight: (index * 7 % 10) / 10,
    availability: [1, 3, 5].slice(0, 1 + index % 3).reduce((bits, step) => bits | (bands[index * step % bands.length] as number), 0),
  })),
  hours: HOURS.map(([days, startsAt, endsAt], index) => ({ id: `hour-${index}`, days: weekdaysMask([...days]), startsAt, endsAt, roomId: 'room', seats: 17 + index % 4 })),
  trainers: TURNS.map(([days, from, to], index) => ({ accountId: `trainer-${index}`, hours: days.map((weekday) => ({ weekday, from, to })) })),
  fixedGroups: [], occupied: [],
  options: { organisations: 'indifferent', minimumSize: 6, maximumGroups: null, mixing: 'adjacent' },
};
