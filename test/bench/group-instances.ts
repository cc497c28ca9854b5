import { BANDS } from '../../src/shared/kernel/availability.js';
import type { Band } from '../../src/shared/kernel/availability.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import type { LocalTime, Weekday } from '../../src/shared/kernel/local-date.js';
import type { Random } from '../../src/shared/kernel/random.js';
import { seededRandom, shuffled } from '../../src/shared/kernel/random.js';
import type { CandidateHour, FormingInput, FormingLearner, FormingOptions, FormingTrainer } from '../../src/groups/group-forming.js';
import { weekdaysMask } from '../../src/shared/kernel/weekdays.js';

export interface InstanceSize {
  learners: number;
  hours: number;
  trainers: number;
  organisations: number;
  seed: number;
}

/** The sizes that issue 2 asks for, with the times they may take, in seconds. */
export const FORMING_BARS = [
  { name: '60 × 9', size: { learners: 60, hours: 9, trainers: 3, organisations: 20, seed: 1 }, seconds: 2 },
  { name: '300 × 18', size: { learners: 300, hours: 18, trainers: 6, organisations: 61, seed: 1 }, seconds: 20 },
] as const satisfies readonly { name: string; size: InstanceSize; seconds: number }[];

/** Nine hours of a centre's week; a tenth and later ones are the same in the next room. */
const WEEK: readonly { band: Band; days: Weekday[]; startsAt: LocalTime; endsAt: LocalTime }[] = [
  { band: 'mwf-morning', days: [1, 3, 5], startsAt: '09:00', endsAt: '11:00' },
  { band: 'tt-morning', days: [2, 4], startsAt: '09:00', endsAt: '11:00' },
  { band: 'mwf-afternoon', days: [1, 3, 5], startsAt: '15:00', endsAt: '17:00' },
  { band: 'tt-afternoon', days: [2, 4], startsAt: '15:00', endsAt: '17:00' },
  { band: 'sat-morning', days: [6], startsAt: '09:00', endsAt: '12:00' },
  { band: 'sat-afternoon', days: [6], startsAt: '15:00', endsAt: '18:00' },
  { band: 'sun-morning', days: [7], startsAt: '09:00', endsAt: '12:00' },
  { band: 'evenings', days: [1, 3], startsAt: '18:30', endsAt: '20:30' },
  { band: 'mwf-morning', days: [1, 3, 5], startsAt: '10:30', endsAt: '12:30' },
];

const LEVEL_SHARES: readonly number[] = [0.4, 0.3, 0.2, 0.1];

/** An edition as the two centres know them: low levels, one to three bands each, organisations of unlike size. */
export function formingInstance(size: InstanceSize, options: Partial<FormingOptions> = {}): FormingInput {
  const random = seededRandom(size.seed);
  return {
    learners: Array.from({ length: size.learners }, (_, index) => learner(random, index, size.organisations)),
    hours: Array.from({ length: size.hours }, (_, index) => hour(random, index)),
    trainers: Array.from({ length: size.trainers }, (_, index) => trainer(random, index)),
    fixedGroups: [],
    occupied: [],
    options: { organisations: 'indifferent', minimumSize: 6, maximumGroups: null, mixing: 'adjacent', ...options },
  };
}

function learner(random: Random, index: number, organisations: number): FormingLearner {
  const bands = shuffled(Object.keys(BANDS) as Band[], random).slice(0, 1 + Math.floor(random() * 3));
  return {
    personId: `person-${index}`,
    level: levelAt(random()),
    availability: bands.reduce((bits, band) => bits | BANDS[band], 0),
    busy: [],
    organisationId: random() < 0.1 ? null : `organisation-${Math.floor(random() ** 1.5 * organisations)}`,
    gapWeight: Math.round(random() * random() * 1000) / 1000,
  };
}

function levelAt(draw: number): Level {
  let rest = draw;
  const level = LEVEL_SHARES.findIndex((share) => (rest -= share) < 0);
  return (level < 0 ? 3 : level) as Level;
}

function hour(random: Random, index: number): CandidateHour {
  const { days, startsAt, endsAt } = WEEK[index % WEEK.length] as (typeof WEEK)[number];
  const outOfOrder = Math.floor(random() * 4);
  return { id: `hour-${index}`, days: weekdaysMask(days), startsAt, endsAt, roomId: `room-${Math.floor(index / WEEK.length)}`, seats: 20 - outOfOrder };
}

/** Most trainers work mornings or afternoons of the week, some at weekends and in the evenings. */
function trainer(random: Random, index: number): FormingTrainer {
  const turns: readonly [Weekday[], LocalTime, LocalTime][] = [
    [[1, 2, 3, 4, 5], '08:00', '13:00'], [[1, 2, 3, 4, 5], '14:00', '21:00'], [[6, 7], '08:00', '19:00'],
  ];
  const chosen = [turns[index % 3], turns[Math.floor(random() * 3)]].filter((turn) => turn !== undefined);
  return { accountId: `trainer-${index}`, hours: chosen.flatMap(([days, from, to]) => days.map((weekday) => ({ weekday, from, to }))) };
}
