import type { Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { busyTimes } from './busy-times.js';
import { editionPeople } from './edition-people.js';
import { readOpening, readRooms, readStandingGroups, readTrainers, type FormingEdition, type StandingGroup } from './forming-facts.js';
import type { FormingFacts } from './forming-input.js';
import type { DraftGroup, GroupDraft } from './group-draft.js';
import type { TimetableFacts } from './timetable-rules.js';

/** What the timetables of an edition stand on. */
export type WeekFacts = Pick<FormingFacts, 'edition' | 'people' | 'rooms' | 'trainers' | 'groups' | 'busy'> & Pick<TimetableFacts, 'opening'>;

/** Six queries: nobody's organisation is asked for. */
export async function readWeekFacts(source: Queryable, edition: FormingEdition, today: LocalDate): Promise<WeekFacts> {
  const people = await editionPeople(source, { centreId: edition.centreId, editionId: edition.id, today, organisations: false });
  const rooms = await readRooms(source, edition.centreId);
  const trainers = await readTrainers(source, edition);
  const groups = await readStandingGroups(source, edition, trainers.map(({ id }) => id));
  return { edition, people, rooms, trainers, groups, busy: await busyTimes(source, edition.id), opening: await readOpening(source, edition.centreId) };
}

/** What another timetable of a group that stands is held against. @throws NotThere */
export function factsOfStanding(facts: WeekFacts, groupId: Id): TimetableFacts & { group: StandingGroup } {
  const group = facts.groups.find(({ id, editionId }) => id === groupId && editionId === facts.edition.id);
  if (!group) throw new NotThere('group');
  const members = facts.people.filter((person) => person.groupId === groupId);
  return { ...facts, group, now: group, members, others: facts.groups.filter(({ id }) => id !== groupId) };
}

/** The same of a new group of a draft: the other new ones of it count as well. @throws NotThere */
export function factsOfDraftGroup(facts: WeekFacts, draft: GroupDraft, key: string): TimetableFacts & { group: DraftGroup } {
  const group = draft.groups.find((each) => each.key === key);
  if (!group) throw new NotThere('group of the proposal');
  const members = facts.people.filter(({ personId }) => group.memberIds.includes(personId));
  const beside = draft.groups.filter((other) => other.key !== key && other.fixedGroupId === null);
  return { ...facts, group, now: group, members, others: [...facts.groups, ...beside.map((other) => ({ ...other, editionName: facts.edition.name }))] };
}
