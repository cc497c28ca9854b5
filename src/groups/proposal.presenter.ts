import { PLANNERS } from '../courses/courses.policy.js';
import { editionHead } from '../courses/edition-tabs.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { dayWords } from '../shared/web/date-words.js';
import type { FormView } from '../shared/web/fields.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import type { LeftByClasses } from './class-followers.js';
import type { EditionPerson } from './edition-people.js';
import { formingInput } from './forming-input.js';
import { mayGoOn, type DraftGroup } from './group-draft.js';
import { seatsPicture, weekTable } from './group-shapes.js';
import { availabilityWords, levelWords, reasonWords, timeWords } from './group-words.js';
import { aboutWords, memberLines, mixWords } from './member-lines.js';
import { adviceWords, neighbourWords, obstacleWords } from './not-placed-words.js';
import { oneMore } from './one-more.js';
import { leftNotices, outlookNotices, outlookOf } from './outlook-words.js';
import { proofOf, searchWords } from './proposal-words.js';
import type { ProposalFacts } from './proposals.repository.js';

/** How many hours are suggested for one more group. */
const SUGGESTIONS = 4;

/** What the page shows beside the facts. */
export interface ProposalAsk {
  now: Instant;
  /** The group whose members are unfolded; `all` for all of them. */
  open: string | null;
  form: FormView;
  /** What its classes would displace. */
  left: LeftByClasses | null;
  /** The viewer's. */
  roles: readonly Role[];
}

/** A draft at a glance: how many have a seat and how sure that is, the week, the groups, who is left and why. */
export function proposalView(t: Translate, facts: ProposalFacts, { now, open, form, left, roles }: ProposalAsk): object {
  const today = localDateAt(now);
  const { proposal, edition } = facts;
  const { draft, searching } = proposal;
  const url = `/group-proposals/${proposal.id}`;
  const changing = proposal.status === 'draft' && !searching;
  const editable = changing && draft.groups.length > 0;
  // A search that has nothing to show yet knows no reasons either.
  const answered = draft.groups.length > 0 || !draft.searching;
  const outlook = changing ? outlookOf(facts, now) : null;
  const groups = draft.groups.map((group) => {
    const short = outlook?.short.find(({ name }) => name === group.name);
    const card = groupCard(t, facts, group, { today, open: open === 'all' || open === group.key, editable });
    return { ...card, short: short ? t('groups:outlook.card', { ...short }) : null };
  });
  return {
    ...editionHead(t, edition, 'groups', PLANNERS), form, url, version: proposal.version, editable, status: proposal.status,
    lead: t(proposal.status === 'draft' ? 'groups:proposal.lead' : 'groups:proposal.lead-past', { day: dayWords(t, localDateAt(proposal.createdAt), today), time: localTimeAt(proposal.createdAt) }),
    searching: searching ? searchView(t, facts) : null,
    givenUp: changing && draft.givenUp ? t('groups:proposal.given-up', { group: draft.givenUp.group.name, when: timeWords(t, draft.givenUp.group) }) : null,
    stats: statsOf(t, facts),
    proof: draft.criteria.length > 0 ? proofOf(t, draft, facts.people, searching) : null,
    notices: outlook ? [...leftNotices(t, left), ...outlookNotices(t, outlook, edition, roles)] : [],
    goesOn: mayGoOn(proposal.status, draft),
    moves: draft.moves > 0 ? t('groups:proposal.moves', { count: draft.moves }) : null,
    week: weekTable(t, draft.groups.map((group) => ({
      ...group, href: `#${group.key}`, about: t('groups:proposal.chip', { level: levelWords(t, group.level), count: group.memberIds.length }),
    }))),
    groups,
    openAll: { href: open === 'all' ? url : `${url}?open=all#groups`, text: t(open === 'all' ? 'groups:proposal.close-all' : 'groups:proposal.open-all') },
    notPlaced: answered ? notPlacedView(t, facts, editable, today) : null,
    more: changing ? moreView(t, facts, today) : null,
    groupsUrl: `/editions/${edition.id}/groups`, againUrl: `/editions/${edition.id}/groups/new`,
    empty: { title: t('groups:proposal.empty-title'), text: t(!answered ? 'groups:proposal.empty-cut' : draft.notPlaced.length > 0 ? 'groups:proposal.empty-text' : 'groups:refusals.nobody-left'), icon: 'people', href: `/editions/${edition.id}/groups/new`, action: t('groups:proposal.again') },
  };
}

/** What the progress bar asks for. */
export function searchView(t: Translate, { proposal }: Pick<ProposalFacts, 'proposal'>): {
  title: string; done: number; total: number; words: string; url: string; finished: boolean; href: string;
} {
  const url = `/group-proposals/${proposal.id}`;
  return {
    title: t('groups:search.title'), done: proposal.progress, total: 100, words: searchWords(t, proposal.draft, proposal.step),
    url: `${url}/progress`, finished: !proposal.searching, href: url,
  };
}

function statsOf(t: Translate, { proposal: { draft }, people }: ProposalFacts): { items: object[] } {
  const seated = draft.groups.reduce((sum, { memberIds }) => sum + memberIds.length, 0);
  const levels = new Map(people.map(({ personId, level }) => [personId, level]));
  const off = draft.groups.reduce((sum, group) => sum + group.memberIds.filter((id) => levels.get(id) !== group.level).length, 0);
  return {
    items: [
      { value: `${seated}`, label: t('groups:stats.seated', { count: people.length }) },
      { value: `${draft.groups.length}`, label: t('groups:stats.groups', { count: draft.groups.length }) },
      { value: `${draft.notPlaced.length}`, label: t('groups:stats.left', { count: draft.notPlaced.length }), href: draft.notPlaced.length > 0 ? '#not-placed' : undefined },
      { value: `${off}`, label: t('groups:stats.off-level', { count: off }) },
    ],
  };
}

function groupCard(
  t: Translate, { proposal: { draft }, people, rooms, trainers }: ProposalFacts, group: DraftGroup,
  { today, open, editable }: { today: LocalDate; open: boolean; editable: boolean },
): object {
  const members = peopleOf(people, group.memberIds);
  const guests = members.filter(({ level }) => level !== group.level).length;
  const count = members.length;
  return {
    key: group.key, name: group.name, level: group.level, levelName: levelWords(t, group.level), when: timeWords(t, group),
    room: rooms.find(({ id }) => id === group.roomId)?.name ?? '', trainer: trainerName(trainers, group) ?? t('groups:group.no-trainer'),
    seats: seatsPicture({ seats: group.seats, members: count, guests }),
    seatsWords: t('groups:group.seats', { count, seats: group.seats }), full: count >= group.seats,
    mix: mixWords(t, members, today), guests: guests > 0 ? t('groups:mix.guests', { count: guests }) : null, open, fixed: group.fixedGroupId !== null, standingUrl: group.fixedGroupId ? `/groups/${group.fixedGroupId}` : null,
    unfold: t('groups:proposal.unfold', { count }),
    people: memberLines(t, members, group, today),
    targets: editable ? targets(t, draft.groups, group.key) : [],
    mayChange: editable && group.fixedGroupId === null,
  };
}

function trainerName(trainers: ProposalFacts['trainers'], { trainerId }: DraftGroup): string | undefined {
  return trainers.find(({ id }) => id === trainerId)?.name;
}

/** Where somebody may be put: full groups too, so that the page can say why not. */
export function targets(t: Translate, groups: readonly DraftGroup[], from: string | null): { value: string; text: string }[] {
  const others = groups.filter(({ key }) => key !== from).map((group) => ({
    value: group.key,
    text: t('groups:proposal.target', {
      name: group.name, level: levelWords(t, group.level), when: timeWords(t, group), count: Math.max(0, group.seats - group.memberIds.length),
    }),
  }));
  return from === null ? others : [...others, { value: 'out', text: t('groups:proposal.take-out') }];
}

function notPlacedView(t: Translate, facts: ProposalFacts, editable: boolean, today: LocalDate): object | null {
  const { proposal: { draft }, people } = facts;
  if (draft.notPlaced.length === 0) return null;
  const byId = new Map(people.map((person) => [person.personId, person]));
  const reasons = [...groupBy(draft.notPlaced, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
  return {
    count: draft.notPlaced.length, title: t('groups:proposal.left', { count: draft.notPlaced.length }),
    targets: editable ? targets(t, draft.groups, null) : [],
    reasons: reasons.map(([reason, list]) => ({ reason, people: list.flatMap(({ personId }) => byId.get(personId) ?? []) })).map(({ reason, people: those }) => ({
      title: reasonWords(t, reason), count: those.length, advice: adviceWords(t, facts, reason, those),
      people: those.map((person) => ({
        personId: person.personId, name: surnamesFirst(person), href: `/people/${person.personId}`, level: levelWords(t, person.level),
        placeUrl: person.level === null ? `/placement/queue/${person.personId}` : null,
        when: availabilityWords(t, person.availability), about: aboutWords(t, person, today), obstacles: [obstacleWords(t, facts, person, reason), neighbourWords(t, facts, person)].filter((words) => words !== null),
      })).sort((a, b) => compareSpanish(a.name, b.name)),
    })),
  };
}

/** Hours that were asked for, or the same in another room, at which one more group would place people; the most first. */
function moreView(t: Translate, facts: ProposalFacts, today: LocalDate): object | null {
  const { proposal, rooms, trainers } = facts;
  if (proposal.draft.notPlaced.length === 0) return null;
  const input = formingInput(facts, proposal.options, [], today);
  const found = rooms.flatMap((room) => proposal.options.hours.map((hour) => {
    const answer = oneMore(input, proposal.draft, { ...hour, roomId: room.id }, facts);
    return { hour, room, answer };
  })).filter(({ answer }) => answer.refusals.length === 0);
  const distinct = [...groupBy(found, ({ hour }) => `${hour.days} ${hour.startsAt} ${hour.endsAt}`).values()].flatMap(([first]) => first ?? []);
  distinct.sort((a, b) => b.answer.takes.length - a.answer.takes.length);
  return {
    otherUrl: `/group-proposals/${proposal.id}/one-more`,
    suggestions: distinct.slice(0, SUGGESTIONS).map(({ hour, room, answer }) => ({
      when: timeWords(t, hour), days: hour.days, from: hour.startsAt, to: hour.endsAt, roomId: room.id,
      words: oneMoreWords(t, answer.takes.length, answer.level, answer.left),
      about: t('groups:more.about', { room: room.name, trainer: trainers.find(({ id }) => id === answer.trainerIds[0])?.name ?? '' }),
      small: answer.small ? t('groups:more.small', { count: proposal.options.minimumSize }) : null,
    })),
  };
}

/** `Da lugar a 9 personas de nivel Inicial; quedan 4 sin lugar.` */
export function oneMoreWords(t: Translate, takes: number, level: number | null, left: number): string {
  const leftWords = left === 0 ? t('groups:more.left-none') : t('groups:more.left', { count: left });
  return t('groups:more.takes', { count: takes, level: levelWords(t, level), left: leftWords });
}

export function peopleOf(people: readonly EditionPerson[], ids: readonly Id[]): EditionPerson[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
