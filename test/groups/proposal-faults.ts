import { covers } from '../../src/shared/kernel/availability.js';
import type { FormingInput, Proposal } from '../../src/groups/group-forming.js';
import { availabilityNeeded, clash, holdsWhole } from '../../src/groups/weekly-time.js';

/** What is wrong with a proposal, read off the page's shape and the input alone; nothing when it can be confirmed as it is. */
export function proposalFaults(input: FormingInput, proposal: Proposal): string[] {
  return [...peopleFaults(input, proposal), ...proposal.groups.flatMap((group) => groupFaults(input, group)), ...clashFaults(input, proposal)];
}

/** Who is left out of a proposal though a group of it has a free seat for her; nobody, whatever the search had time for. */
export function overlooked(input: FormingInput, { groups, notPlaced }: Proposal): string[] {
  const without = new Set(notPlaced.map(({ personId }) => personId));
  return input.learners.filter(({ personId }) => without.has(personId)).flatMap(({ personId, level, availability, busy }) => groups.filter((group) => {
    const fits = level === group.level
      || (input.options.mixing === 'adjacent' && Math.abs(level - group.level) === 1 && takesGuests(input, group, 1));
    return fits && group.memberIds.length < group.seats && availability !== null && covers(availability, availabilityNeeded(group))
      && !busy.some((time) => clash(time, group));
  }).map(({ key }) => `${personId}: could sit in ${key}`));
}

/** Whether a group may have the guests that a proposal gives it and some more: never more than members of its own, who held more takes none. */
function takesGuests({ learners, fixedGroups }: FormingInput, { level, memberIds, fixedGroupId }: Proposal['groups'][number], more: number): boolean {
  const guests = (ids: readonly string[]): number => learners.filter((learner) => ids.includes(learner.personId) && learner.level !== level).length;
  const held = fixedGroups.find(({ id }) => id === fixedGroupId)?.memberIds ?? [];
  return [[...held], memberIds].every((ids, index) => (guests(ids) + index * more) * 2 <= ids.length + index * more);
}

function peopleFaults(input: FormingInput, { groups, notPlaced }: Proposal): string[] {
  const named = [...groups.flatMap(({ memberIds }) => memberIds), ...notPlaced.map(({ personId }) => personId)];
  const faults = input.learners.filter(({ personId }) => named.filter((id) => id === personId).length !== 1).map(({ personId }) => `${personId}: not once`);
  const kept = input.fixedGroups.filter(({ id, memberIds }) => {
    const group = groups.find(({ fixedGroupId }) => fixedGroupId === id);
    return group && memberIds.every((memberId, index) => group.memberIds[index] === memberId);
  });
  const most = Math.max(input.options.maximumGroups ?? Infinity, input.fixedGroups.length);
  return [...faults, ...(kept.length < input.fixedGroups.length ? ['a fixed group changed'] : []), ...(groups.length > most ? ['too many groups'] : [])];
}

function groupFaults(input: FormingInput, group: Proposal['groups'][number]): string[] {
  const fixed = input.fixedGroups.find(({ id }) => id === group.fixedGroupId);
  const added = input.learners.filter(({ personId }) => group.memberIds.includes(personId) && !fixed?.memberIds.includes(personId));
  const guests = added.filter(({ level }) => level !== group.level);
  const trainer = input.trainers.find(({ accountId }) => accountId === group.trainerId);
  const able = fixed !== undefined || (trainer !== undefined && holdsWhole(trainer.hours, group));
  const wrong: [boolean, string][] = [
    [group.memberIds.length > group.seats && added.length > 0, 'more members than seats'],
    [!fixed && group.memberIds.length < input.options.minimumSize, 'too few'],
    [added.some(({ availability }) => availability === null || !covers(availability, availabilityNeeded(group))), 'somebody cannot come'],
    [added.some(({ busy }) => busy.some((time) => clash(time, group))), 'somebody is in another class'],
    [!able, 'the trainer cannot teach it'],
    [guests.length > 0 && input.options.mixing === 'never', 'mixed'],
    [guests.some(({ level }) => Math.abs(level - group.level) > 1), 'too far apart'],
    [guests.length > 0 && !takesGuests(input, group, 0), 'more guests than its own'],
    [guests.map(({ personId }) => personId).join() !== group.offLevelIds.join(), 'guests misnamed'],
  ];
  return wrong.filter(([is]) => is).map(([, what]) => `${group.key}: ${what}`);
}

function clashFaults(input: FormingInput, { groups }: Proposal): string[] {
  const fresh = groups.filter(({ fixedGroupId }) => fixedGroupId === null);
  return fresh.flatMap((one, index) => {
    const others = [...fresh.slice(index + 1), ...input.fixedGroups, ...input.occupied];
    return others.filter((other) => clash(one, other) && (other.roomId === one.roomId || other.trainerId === one.trainerId))
      .map(() => `${one.key}: two groups at one time in one room or with one trainer`);
  });
}
