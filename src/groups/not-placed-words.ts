import { covers } from '../shared/kernel/availability.js';
import { listWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { EditionPerson } from './edition-people.js';
import { USUAL_HOURS } from './forming-options.js';
import type { WaitingReason } from './group-draft.js';
import { levelWords, timeWords } from './group-words.js';
import { isFree, withDates, type Ground, type Holder } from './hour-obstacles.js';
import { holderWords } from './hour-words.js';
import type { ProposalFacts } from './proposals.repository.js';
import { availabilityNeeded, clash, holdsWhole, type WeeklyTime } from './weekly-time.js';

/** How many hours an advice names at most. */
const HOURS_NAMED = 3;

/** What stands in somebody's way: the groups that are full, that have the room or the trainer; null where the reason says it all. */
export function obstacleWords(t: Translate, facts: ProposalFacts, person: EditionPerson, reason: WaitingReason): string | null {
  const { proposal: { draft, options }, trainers } = facts;
  if (reason === 'hour-full') {
    const full = draft.groups.filter((group) => group.level === person.level && group.memberIds.length >= group.seats && comes(facts, person, group));
    return namesWords(t, 'groups:obstacles.full', full);
  }
  const hours = options.hours.filter((hour) => comes(facts, person, hour));
  const holders = withDates(groupsAround(facts).filter((group) => hours.some((hour) => clash(hour, group))), hours, facts);
  if (reason === 'room-taken') return namesWords(t, 'groups:obstacles.room', holders.filter(({ roomId }) => options.roomIds.includes(roomId)));
  if (reason !== 'teachers-busy') return null;
  const able = trainers.filter((trainer) => hours.some((hour) => holdsWhole(trainer.hours, hour))).map(({ id }) => id);
  return namesWords(t, 'groups:obstacles.trainer', holders.filter(({ trainerId }) => trainerId !== null && able.includes(trainerId)));
}

/** That a group of a level next to hers has a free seat at an hour at which she can come; null where none has. */
export function neighbourWords(t: Translate, facts: ProposalFacts, person: EditionPerson): string | null {
  const { level } = person;
  if (level === null) return null;
  const groups = facts.proposal.draft.groups.filter((group) => (
    Math.abs(group.level - level) === 1 && group.memberIds.length < group.seats && comes(facts, person, group)));
  const names = groups.map((group) => t('groups:obstacles.neighbour-group', { name: group.name, level: levelWords(t, group.level), when: timeWords(t, group) }));
  return names.length === 0 ? null : t('groups:obstacles.neighbour', { groups: listWords(t, names) });
}

/** The groups of the draft, and the others that use rooms or trainers in the same weeks. */
function groupsAround({ edition, groups: standing, proposal: { draft } }: ProposalFacts): Holder[] {
  const others = standing.filter(({ id }) => !draft.groups.some(({ fixedGroupId }) => fixedGroupId === id));
  return [...draft.groups, ...others.map((group) => (group.editionId === edition.id ? { ...group, editionName: undefined } : group))];
}

/** What there is for one more group beside a draft. */
export function groundOf(facts: ProposalFacts): Ground {
  return { roomIds: usableRooms(facts), trainers: facts.trainers, holders: groupsAround(facts) };
}

function usableRooms({ rooms }: ProposalFacts): string[] {
  return rooms.filter(({ seats }) => seats > 0).map(({ id }) => id);
}

function comes({ busy }: Pick<ProposalFacts, 'busy'>, person: EditionPerson, time: WeeklyTime): boolean {
  return person.availability !== null && covers(person.availability, availabilityNeeded(time)) && !(busy.get(person.personId) ?? []).some((other) => clash(other, time));
}

function namesWords(t: Translate, key: string, groups: readonly Holder[]): string | null {
  const names = groups.map((group) => holderWords(t, group));
  return names.length === 0 ? null : t(key, { groups: listWords(t, names) });
}

/** What can be done about a reason for some people, but for what was done already; null where there is nothing. */
export function adviceWords(t: Translate, facts: ProposalFacts, reason: WaitingReason, people: readonly EditionPerson[]): string | null {
  const { proposal: { options } } = facts;
  const other = { ...groundOf(facts), roomIds: usableRooms(facts).filter((id) => !options.roomIds.includes(id)) };
  const moreRooms = options.hours.some((hour) => people.some((person) => comes(facts, person, hour)) && isFree(hour, other));
  const lower = options.minimumSize > 1;
  const mix = options.mixing === 'never';
  switch (reason) {
    case 'no-hour-fits': case 'in-class': case 'teachers-busy': return hoursAdvice(t, facts, people);
    case 'room-taken': return moreRooms ? t('groups:advice.another-room') : hoursAdvice(t, facts, people);
    case 'too-few': return lower || mix ? t(`groups:advice.${lower && mix ? 'too-few' : lower ? 'lower-minimum' : 'let-mix'}`) : null;
    case 'availability-unknown': case 'nobody-teaches-it': case 'hour-full': case 'no-level': case 'level-beyond': case 'no-more-groups': return t(`groups:advice.${reason}`);
    default: return null;
  }
}

/** The usual hours that were not asked for and at which a room and somebody to teach are free, those first at which most of these people can come. */
function hoursAdvice(t: Translate, facts: ProposalFacts, people: readonly EditionPerson[]): string {
  const { proposal: { options } } = facts;
  const ground = groundOf(facts);
  const asked = (hour: WeeklyTime): boolean => options.hours.some((other) => other.days === hour.days && other.startsAt === hour.startsAt);
  const found = USUAL_HOURS.filter((hour) => !asked(hour) && isFree(hour, ground))
    .map((hour) => ({ hour, count: people.filter((person) => comes(facts, person, hour)).length })).filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count).slice(0, HOURS_NAMED);
  if (found.length === 0) return t('groups:advice.other-times');
  return t('groups:advice.more-hours', { hours: found.map(({ hour, count }) => t('groups:advice.hour', { when: timeWords(t, hour), count })).join('; ') });
}
