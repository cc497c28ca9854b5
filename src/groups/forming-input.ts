import { roomsOf, roomsSelection, type Queryable, type RoomWithSeats } from '../centres/centres.repository.js';
import type { Access } from '../people/person-words.js';
import { readTogether } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import { ageOn, type LocalDate } from '../shared/kernel/local-date.js';
import { busyOf, busySelection } from './busy-times.js';
import type { EditionPerson } from './edition-people.js';
import { editionPeople } from './edition-people.js';
import { levelFit } from './enrolment-rules.js';
import type { FormingEdition, StandingGroup, Trainer } from './forming-facts.js';
import { readStandingGroups, readTrainers } from './forming-facts.js';
import type { FormingRequest } from './forming-options.js';
import { seatsOf } from './forming-rules.js';
import { gapWeights, traitsOf, type Traits } from './gap-weights.js';
import type { CandidateHour, FixedGroup, FormingInput, FormingLearner } from './group-forming.js';
import type { WeeklyTime } from './weekly-time.js';

/** All that forming the groups of an edition stands on, as it is now. */
export interface FormingFacts {
  edition: FormingEdition;
  people: EditionPerson[];
  rooms: RoomWithSeats[];
  trainers: Trainer[];
  groups: StandingGroup[];
  /** When people of the edition are in class already, in others of the same weeks. */
  busy: ReadonlyMap<Id, readonly WeeklyTime[]>;
}

/** Five queries. */
export async function readFormingFacts(source: Queryable, edition: FormingEdition, today: LocalDate): Promise<FormingFacts> {
  const people = await editionPeople(source, { centreId: edition.centreId, editionId: edition.id, today });
  const [rooms = [], busy = []] = await readTogether(source, [roomsSelection(edition.centreId), busySelection(edition.id)]);
  const trainers = await readTrainers(source, edition);
  const groups = await readStandingGroups(source, edition, trainers.map(({ id }) => id));
  return { edition, people, rooms: roomsOf(rooms), trainers, groups, busy: busyOf(busy) };
}

/** How sex, age and access are spread over everybody of a centre. One query, of as many rows as there are kinds of people. */
export async function readCentreTraits(source: Queryable, centreId: Id, today: LocalDate): Promise<Traits[]> {
  const rows = await source.query<{ sex: string | null; birthYear: number | null; access: Access | null; people: number | string }[]>(`
    SELECT p.sex, p.birth_year AS birthYear, l.access, COUNT(*) AS people
    FROM learners l JOIN persons p ON p.id = l.person_id
    WHERE l.centre_id = ? AND l.left_at IS NULL AND p.merged_into_id IS NULL
    GROUP BY p.sex, p.birth_year, l.access`, [centreId]);
  return rows.flatMap(({ sex, birthYear, access, people }) => (
    Array.from({ length: Number(people) }, () => traitsOf({ sex, age: ageOn(today, { year: birthYear }), access }))));
}

export function traitsOfPerson(person: EditionPerson, today: LocalDate): Traits {
  return traitsOf({ ...person, age: ageOn(today, { date: person.birthDate, year: person.birthYear }) });
}

/** What the optimiser is asked. */
export function formingInput(facts: FormingFacts, request: FormingRequest, registered: readonly Traits[], today: LocalDate): FormingInput {
  const { edition, people, rooms, trainers, groups, busy } = facts;
  const weigh = gapWeights(registered, people.map((person) => traitsOfPerson(person, today)));
  return {
    learners: people.flatMap((person): FormingLearner[] => (canBeGrouped(person, edition) ? [{
      personId: person.personId, level: person.level, availability: person.availability, busy: busy.get(person.personId) ?? [],
      organisationId: person.organisationId, gapWeight: weigh(traitsOfPerson(person, today)),
    }] : [])),
    hours: candidateHours(request, rooms),
    trainers: trainers.map(({ id, hours }) => ({ accountId: id, hours })),
    fixedGroups: groups.filter(({ editionId }) => editionId === edition.id).map((group) => fixedGroup(group, people)),
    occupied: groups.filter(({ editionId }) => editionId !== edition.id),
    options: {
      organisations: request.organisations, minimumSize: request.minimumSize, maximumGroups: request.maximumGroups, mixing: request.mixing,
    },
  };
}

/** Whoever has a level that the course is made for. Who knows what it teaches is put into a group by hand only, with a reason. */
export function canBeGrouped<T extends { level: EditionPerson['level'] }>(
  person: T, course: FormingEdition,
): person is T & { level: NonNullable<EditionPerson['level']> } {
  return levelFit(person.level, course) === 'fits';
}

/** Each hour in each room: `h0`, `h1` … in the order in which they were asked for. */
function candidateHours({ hours, roomIds }: FormingRequest, rooms: readonly RoomWithSeats[]): CandidateHour[] {
  const chosen = rooms.filter(({ id, seats }) => roomIds.includes(id) && seats > 0);
  return chosen.flatMap(({ id, seats }) => hours.map((hour) => ({ ...hour, roomId: id, seats: seatsOf(seats) })))
    .map((hour, index) => ({ id: `h${index}`, ...hour }));
}

function fixedGroup({ id, level, days, startsAt, endsAt, roomId, trainerId, capacity }: StandingGroup, people: readonly EditionPerson[]): FixedGroup {
  const members = people.filter(({ groupId }) => groupId === id);
  return {
    id, level, days, startsAt, endsAt, roomId, trainerId, seats: capacity, memberIds: members.map(({ personId }) => personId),
    ownMembers: members.filter((member) => member.level === level).length,
  };
}
