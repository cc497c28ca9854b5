import { comingDates } from '../centres/centre-calendar.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { DraftGroup } from './group-draft.js';
import { lessonsFrom } from './plan-outlook.js';
import type { ProposalFacts } from './proposals.repository.js';

/** A class as it will be when a draft is confirmed: what it takes besides what is taken already. */
export interface DraftClass {
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  roomId: Id;
  trainerId: Id | null;
  /** Those who sit in it by the draft alone. */
  memberIds: readonly Id[];
  /** Of a group that stands: it is held only where a session is planned already. */
  stands: boolean;
}

/** The classes that come with a draft, as `planSessions` will plan them: of a new group one for each lesson, of one that stands those that it has. */
export function draftClasses({ proposal: { draft }, people, ground, edition }: Pick<ProposalFacts, 'proposal' | 'people' | 'ground' | 'edition'>, now: Instant): DraftClass[] {
  const seated = new Set(people.filter(({ groupId }) => groupId !== null).map(({ personId }) => personId));
  const datesOf = (group: DraftGroup): LocalDate[] => {
    const dates = comingDates(ground.calendar, group, edition, now);
    return group.fixedGroupId === null ? dates.slice(0, lessonsFrom(ground.modules, group.level) || dates.length) : dates;
  };
  return draft.groups.flatMap((group) => {
    const { startsAt, endsAt, roomId, trainerId, fixedGroupId } = group;
    const memberIds = group.memberIds.filter((id) => !seated.has(id));
    if (memberIds.length === 0 && fixedGroupId !== null) return [];
    return datesOf(group).map((date) => ({ date, startsAt, endsAt, roomId, trainerId, memberIds, stands: fixedGroupId !== null }));
  });
}
