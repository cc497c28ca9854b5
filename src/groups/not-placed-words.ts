import { covers } from '../shared/kernel/availability.js';
import { listWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { EditionPerson } from './edition-people.js';
import { USUAL_HOURS } from './forming-options.js';
import type { WaitingReason } from './group-draft.js';
import { timeWords } from './group-words.js';
import type { ProposalFacts } from './proposals.repository.js';
import { availabilityNeeded, clash, type WeeklyTime } from './weekly-time.js';

/** What stands in somebody's way: the groups that are full, or those that have the room; null where the reason says it all. */
export function obstacleWords(t: Translate, facts: ProposalFacts, person: EditionPerson, reason: WaitingReason): string | null {
  const { proposal: { draft, options }, groups: standing, busy } = facts;
  const comes = (time: WeeklyTime): boolean => (
    person.availability !== null && covers(person.availability, availabilityNeeded(time)) && !(busy.get(person.personId) ?? []).some((other) => clash(other, time)));
  if (reason === 'hour-full') {
    const full = draft.groups.filter((group) => group.level === person.level && group.memberIds.length >= group.seats && comes(group));
    return namesWords(t, 'groups:obstacles.full', full);
  }
  if (reason !== 'room-taken') return null;
  const hours = options.hours.filter(comes);
  const others = standing.filter(({ id }) => !draft.groups.some(({ fixedGroupId }) => fixedGroupId === id));
  const holders = [...draft.groups, ...others].filter((group) => options.roomIds.includes(group.roomId) && hours.some((hour) => clash(hour, group)));
  return namesWords(t, 'groups:obstacles.room', holders);
}

function namesWords(t: Translate, key: string, groups: readonly (WeeklyTime & { name: string })[]): string | null {
  const names = groups.map((group) => t('groups:obstacles.group', { name: group.name, when: timeWords(t, group) }));
  return names.length === 0 ? null : t(key, { groups: listWords(t, names) });
}

/** What can be done about a reason, but for what was done already; null where there is nothing. */
export function adviceWords(t: Translate, { proposal: { options }, rooms }: ProposalFacts, reason: WaitingReason): string | null {
  const asked = (hour: WeeklyTime): boolean => options.hours.some((other) => other.days === hour.days && other.startsAt === hour.startsAt);
  const moreHours = !USUAL_HOURS.every(asked);
  const moreRooms = rooms.some(({ id, seats }) => seats > 0 && !options.roomIds.includes(id));
  const lower = options.minimumSize > 1;
  const mix = options.mixing === 'never';
  switch (reason) {
    case 'no-hour-fits': case 'in-class': return t(`groups:advice.${moreHours ? reason : 'other-times'}`);
    case 'room-taken': return t(`groups:advice.${moreRooms ? 'another-room' : moreHours ? 'more-hours' : 'other-times'}`);
    case 'too-few': return lower || mix ? t(`groups:advice.${lower && mix ? 'too-few' : lower ? 'lower-minimum' : 'let-mix'}`) : null;
    case 'availability-unknown': case 'nobody-teaches-it': case 'hour-full': case 'no-level': case 'level-beyond': case 'no-more-groups': return t(`groups:advice.${reason}`);
    default: return null;
  }
}
