import fc from 'fast-check';
import { fromBands } from '../../src/shared/kernel/availability.js';
import type { Band } from '../../src/shared/kernel/availability.js';
import type { Weekday } from '../../src/shared/kernel/local-date.js';
import type { CandidateHour, FormingInput, FormingLearner, FormingOptions, FormingTrainer } from '../../src/groups/group-forming.js';

const BAND_NAMES: readonly Band[] = ['mwf-morning', 'tt-morning', 'sat-morning', 'evenings'];

/** Hours that share bands, rooms and minutes often enough to get into each other's way. */
const TIMES: readonly Pick<CandidateHour, 'days' | 'startsAt' | 'endsAt'>[] = [
  { days: 0b10101, startsAt: '09:00', endsAt: '11:00' },
  { days: 0b00001, startsAt: '10:00', endsAt: '12:00' },
  { days: 0b00101, startsAt: '11:00', endsAt: '13:00' },
  { days: 0b01010, startsAt: '09:00', endsAt: '11:00' },
  { days: 0b100000, startsAt: '09:00', endsAt: '12:00' },
  { days: 0b00111, startsAt: '18:30', endsAt: '20:30' },
];

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const trainerHours: fc.Arbitrary<FormingTrainer['hours']> = fc.constantFrom(
  WEEK.map((weekday) => ({ weekday, from: '08:00', to: '21:00' })),
  ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '08:00', to: '13:00' })),
  [{ weekday: 6 as const, from: '08:00', to: '13:00' }],
);

const learner = (mostOrganisations: number): fc.Arbitrary<Omit<FormingLearner, 'personId'>> => fc.record({
  level: fc.constantFrom(0, 1, 2, 3),
  availability: fc.option(fc.subarray([...BAND_NAMES], { minLength: 1 }).map(fromBands), { freq: 12 }),
  busy: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constantFrom(...TIMES).map((time) => [time]) }),
  organisationId: fc.option(fc.nat(mostOrganisations - 1).map((number) => `organisation-${number}`), { freq: 4 }),
  gapWeight: fc.integer({ min: -500, max: 500 }).map((thousandths) => thousandths / 1000),
});

const options: fc.Arbitrary<FormingOptions> = fc.record({
  organisations: fc.constantFrom('together', 'apart', 'indifferent'),
  minimumSize: fc.constantFrom(1, 1, 2, 3),
  maximumGroups: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
  mixing: fc.constantFrom('adjacent', 'never'),
});

export interface FormingLimits {
  learners: number;
  hours: number;
  seats: number;
}

/** Inputs without fixed groups that formingRefusals lets pass. */
export function formingInputs(most: FormingLimits): fc.Arbitrary<FormingInput> {
  const hour = fc.record({ time: fc.constantFrom(...TIMES), room: fc.nat(1), seats: fc.integer({ min: 1, max: most.seats }) });
  return fc.record({
    people: fc.array(learner(3), { minLength: 1, maxLength: most.learners }),
    hours: fc.array(hour, { minLength: 1, maxLength: most.hours }),
    trainers: fc.array(trainerHours, { minLength: 1, maxLength: 2 }),
    options,
  }).map(({ people, hours, trainers, options: chosen }) => ({
    learners: people.map((person, index) => ({ personId: `person-${index}`, ...person })),
    hours: hours.map(({ time, room, seats }, index) => ({ id: `hour-${index}`, ...time, roomId: `room-${room}`, seats })),
    trainers: trainers.map((teaching, index) => ({ accountId: `trainer-${index}`, hours: teaching })),
    fixedGroups: [], occupied: [],
    options: { ...chosen, minimumSize: Math.min(chosen.minimumSize, Math.max(...hours.map(({ seats }) => seats))) },
  }));
}

/** The same with some learners in fixed groups of the first hours, and a room that is held by something else. */
export function inputsWithFixedGroups(most: FormingLimits): fc.Arbitrary<FormingInput> {
  return fc.tuple(formingInputs(most), fc.nat(1), fc.nat(4), fc.boolean()).map(([input, groups, members, held]) => {
    const fixed = input.hours.slice(0, groups).map((hour, index) => {
      const seated = input.learners.slice(0, Math.min(members, hour.seats));
      return {
        ...hour, id: `group-${index}`, level: 1 as const, trainerId: input.trainers[0]?.accountId ?? null,
        memberIds: seated.map(({ personId }) => personId), ownMembers: seated.filter(({ level }) => level === 1).length,
      };
    });
    const [occupied] = input.hours.slice(-1);
    const maximumGroups = input.options.maximumGroups === null ? null : Math.max(input.options.maximumGroups, fixed.length);
    return {
      ...input, fixedGroups: fixed, options: { ...input.options, maximumGroups },
      occupied: held && occupied ? [{ ...occupied, trainerId: null }] : [],
    };
  });
}
