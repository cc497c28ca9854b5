import { givenNamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { EditionPerson } from './edition-people.js';
import type { StandingGroup } from './forming-facts.js';
import type { DraftGroup, GroupDraft } from './group-draft.js';
import { clash, type WeeklyTime } from './weekly-time.js';

/** What confirming a draft is held against: as it is at that moment. */
export interface ConfirmFacts {
  editionId: Id;
  editionName: string;
  standing: readonly StandingGroup[];
  /** Seats of each room now, by its id. */
  seats: ReadonlyMap<Id, number>;
  /** Who may teach at the centre. */
  trainerIds: ReadonlySet<Id>;
  people: readonly EditionPerson[];
  /** When people are in class in other editions. */
  busy: ReadonlyMap<Id, readonly WeeklyTime[]>;
}

/** Why the groups of a settled draft cannot come into being as they are; none when they can. */
export function confirmRefusals(draft: GroupDraft, facts: ConfirmFacts): Refusal[] {
  if (draft.searching) return [{ reason: 'groups:refusals.still-searching' }];
  if (draft.groups.length === 0) return [{ reason: 'groups:refusals.no-group' }];
  return [...draft.groups.flatMap((group) => [...groupRefusals(draft, group, facts), ...memberRefusals(group, facts)]), ...nameRefusals(draft, facts)];
}

function groupRefusals(draft: GroupDraft, group: DraftGroup, { editionName, standing, seats, trainerIds }: ConfirmFacts): Refusal[] {
  const { name, memberIds, fixedGroupId } = group;
  const most = fixedGroupId === null ? Math.min(group.seats, seats.get(group.roomId) ?? 0) : group.seats;
  const refusals: Refusal[] = [];
  if (memberIds.length > most) refusals.push({ reason: 'groups:refusals.too-many-members', params: { group: name, members: memberIds.length, seats: most } });
  if (fixedGroupId !== null) {
    return standing.some(({ id }) => id === fixedGroupId) ? refusals : [...refusals, { reason: 'groups:refusals.group-gone', params: { group: name } }];
  }
  if (memberIds.length === 0) refusals.push({ reason: 'groups:refusals.empty-group', params: { group: name } });
  const fresh = draft.groups.filter((other) => other.fixedGroupId === null && other.key !== group.key).map((other) => ({ ...other, editionName }));
  const beside = [...standing, ...fresh].filter((other) => clash(other, group));
  const inRoom = beside.find(({ roomId }) => roomId === group.roomId);
  if (inRoom) refusals.push({ reason: 'groups:refusals.room-taken', params: { group: name, other: inRoom.name, edition: inRoom.editionName } });
  const withTrainer = group.trainerId === null ? undefined : beside.find(({ trainerId }) => trainerId === group.trainerId);
  if (withTrainer) refusals.push({ reason: 'groups:refusals.trainer-taken', params: { group: name, other: withTrainer.name, edition: withTrainer.editionName } });
  if (group.trainerId !== null && !trainerIds.has(group.trainerId)) refusals.push({ reason: 'groups:refusals.trainer-gone', params: { group: name } });
  return refusals;
}

/** Nobody may be in two classes at once; those who sit in a standing group already are not asked about again. */
function memberRefusals(group: DraftGroup, { people, busy }: ConfirmFacts): Refusal[] {
  const coming = people.filter(({ personId, groupId }) => groupId === null && group.memberIds.includes(personId));
  return coming.filter(({ personId }) => (busy.get(personId) ?? []).some((time) => clash(time, group)))
    .map((person) => ({ reason: 'groups:refusals.member-busy', params: { group: group.name, name: givenNamesFirst(person) } }));
}

/** Names are what learners look for at the station: no two in an edition are the same. */
function nameRefusals({ groups }: GroupDraft, { editionId, standing }: ConfirmFacts): Refusal[] {
  const taken = new Set(standing.filter((group) => group.editionId === editionId).map(({ name }) => name));
  return groups.filter(({ fixedGroupId }) => fixedGroupId === null).flatMap(({ name }) => {
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    return [{ reason: 'groups:refusals.name-taken', params: { name } }];
  });
}
