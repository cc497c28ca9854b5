import { PLANNERS } from '../courses/courses.policy.js';
import { editionHead } from '../courses/edition-tabs.js';
import type { ModuleRow } from '../courses/courses.repository.js';
import { beginsWords } from '../courses/level-path-words.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleOver } from '../shared/web/stale-form.js';
import { nameFields, wordFields } from './draft-edits.presenter.js';
import type { EditionPerson } from './edition-people.js';
import type { EnrolmentHead } from './enrolments.repository.js';
import { fitOrder, groupFit } from './group-fit.js';
import { seatsPicture, weekTable } from './group-shapes.js';
import { availabilityWords, levelWords, reasonWords, timeWords } from './group-words.js';
import type { GroupHead, GroupRow, NextSession, OpenDraft, WaitingPerson } from './groups.repository.js';
import { aboutWords, memberLines, mixWords } from './member-lines.js';
import type { Mover } from './moving-rules.js';
import { promoted } from './waiting-list.js';

/** How many of those who wait a group's page names. */
const NEXT_ONES = 5;

/** Who sees groups and changes nothing. */
const LOOKERS: readonly Role[] = ['coach'];

export interface GroupsPage {
  edition: { id: Id; name: string; courseTitle: string; status: string };
  groups: readonly GroupRow[];
  drafts: readonly OpenDraft[];
  counts: { 'without-group': number; waiting: number; all: number };
  mayForm: boolean;
  today: LocalDate;
}

/** The groups of an edition, and what is to be done about them. */
export function groupsView(t: Translate, { edition, groups, drafts, counts, mayForm, today }: GroupsPage): object {
  const goes = edition.status === 'open' || edition.status === 'running';
  const formUrl = mayForm && goes && counts['without-group'] + counts.waiting > 0 ? `/editions/${edition.id}/groups/new` : null;
  const draft = mayForm ? drafts.find(({ editionId }) => editionId === edition.id) : undefined;
  return {
    ...editionHead(t, edition, 'groups', mayForm ? PLANNERS : LOOKERS),
    draftUrl: draft ? `/group-proposals/${draft.id}` : null,
    formUrl, formText: t(groups.length > 0 ? 'groups:groups.form-more' : 'groups:groups.form'),
    week: groups.length > 0 ? weekTable(t, groups.map((group) => ({ ...group, href: `/groups/${group.id}`, about: t('groups:proposal.chip', { level: levelWords(t, group.level), count: group.members }) }))) : null,
    groups: groups.map((group) => groupLine(t, group, today)),
    waiting: counts.waiting + counts['without-group'] > 0 && groups.length > 0
      ? { href: `/editions/${edition.id}/waiting-list`, text: t('groups:groups.waiting', { count: counts.waiting + counts['without-group'] }) } : null,
    empty: {
      title: t('groups:groups.empty-title'), icon: 'people',
      text: t(counts.all === 0 ? 'groups:groups.empty-nobody' : 'groups:groups.empty-text', { count: counts.all }),
      ...emptyStep(t, edition.id, counts.all, formUrl, mayForm && goes),
    },
  };
}

function emptyStep(t: Translate, editionId: Id, enrolled: number, formUrl: string | null, may: boolean): object {
  if (!may) return {};
  if (enrolled === 0) return { href: `/editions/${editionId}/enrolments/new`, action: t('groups:enrolments.enrol') };
  return formUrl ? { href: formUrl, action: t('groups:groups.form') } : {};
}

/** A group in a list, as a card. */
export function groupLine(t: Translate, group: GroupRow, today: LocalDate): object {
  return {
    href: `/groups/${group.id}`, name: group.name, level: group.level, levelName: levelWords(t, group.level), when: timeWords(t, group),
    where: t('groups:groups.where', { room: group.roomName, trainer: group.trainerName ?? t('groups:group.no-trainer') }),
    edition: group.editionName, seats: seatsPicture({ seats: group.capacity, members: group.members, guests: 0 }),
    seatsWords: t('groups:group.seats', { count: group.members, seats: group.capacity }),
    free: Math.max(0, group.capacity - group.members),
    next: group.nextSession ? t('groups:groups.next', { day: dayWords(t, group.nextSession.slice(0, 10), today), time: group.nextSession.slice(11) }) : null,
  };
}

export interface GroupPage {
  group: GroupHead;
  /** Those of its course. */
  modules: readonly ModuleRow[];
  people: readonly EditionPerson[];
  waiting: readonly WaitingPerson[];
  sessions: readonly NextSession[];
  mayMove: boolean;
  /** The viewer opens registers of sessions. */
  mayTake: boolean;
  today: LocalDate;
}

/** A group as it stands: its members, its next sessions, and who comes next when a seat is free. */
export function groupView(t: Translate, { group, modules, people, waiting, sessions, mayMove, mayTake, today }: GroupPage, form: FormView): object {
  const members = people.filter(({ groupId }) => groupId === group.id);
  const free = Math.max(0, group.capacity - members.length);
  const url = `/groups/${group.id}`;
  const guests = members.filter(({ level }) => level !== group.level).length;
  return {
    back: { href: `/editions/${group.editionId}/groups`, text: group.editionName }, form, url, name: group.name, eyebrow: group.courseTitle,
    level: group.level, levelName: levelWords(t, group.level), when: timeWords(t, group),
    seats: seatsPicture({ seats: group.capacity, members: members.length, guests }),
    seatsWords: t('groups:group.seats', { count: members.length, seats: group.capacity }), mix: mixWords(t, members, today),
    guests: guests > 0 ? t('groups:mix.guests', { count: guests }) : null,
    facts: [
      { label: t('groups:fields.room'), text: group.roomName },
      { label: t('groups:fields.trainer'), text: group.trainerName ?? t('groups:group.no-trainer') },
      { label: t('groups:fields.module'), text: beginsWords(t, modules, group.moduleCode) },
    ],
    sessions: sessions.map((session, index) => ({
      text: t('groups:group.session', { number: session.ordinal, day: dayWords(t, session.date, today) }), href: mayTake ? `/sessions/${session.id}/register` : null,
      about: [hoursWords(t, session.startsAt, session.endsAt), session.lessonTitle].filter((part) => part !== null).join(' · '),
      // The next one's: there the trainer sees who is at which step, and opens lessons before it.
      ...(index === 0 ? { also: { href: `/sessions/${session.id}/room`, text: t('groups:group.room') } } : {}),
    })),
    people: memberLines(t, members, group, today).map((line) => ({
      ...line, moveUrl: mayMove ? `/enrolments/${line.enrolmentId}/move` : null, withdrawUrl: mayMove ? `/enrolments/${line.enrolmentId}/withdrawal` : null,
    })),
    renameUrl: mayMove ? `${url}/name` : null, timetableUrl: mayMove && group.editionStatus !== 'closed' ? `${url}/timetable` : null,
    next: nextView(t, group, waiting, free, mayMove, today),
    links: {
      attendance: `${url}/attendance`, list: `${url}/list`, csv: mayMove ? `${url}/members/exports` : null, cards: mayMove ? `${url}/cards` : null,
    },
  };
}

function nextView(
  t: Translate, group: GroupHead, waiting: readonly WaitingPerson[], free: number, mayMove: boolean, today: LocalDate,
): object {
  const fitting = promoted(waiting, { ...group, free: NEXT_ONES });
  return {
    words: t(free === 0 ? 'groups:waiting.full' : 'groups:waiting.free', { count: free }),
    total: waiting.length > 0 ? { href: `/editions/${group.editionId}/waiting-list`, text: t('groups:groups.waiting', { count: waiting.length }) } : null,
    people: fitting.map((person, index) => ({
      name: surnamesFirst(person), href: `/people/${person.personId}`, about: aboutWords(t, person, today), enrolmentId: person.enrolmentId,
      first: index === 0, may: mayMove && free > index && group.editionStatus !== 'closed',
    })),
    none: fitting.length === 0 ? t('groups:waiting.nobody-fits') : null,
  };
}

/** Everybody who waits, in the order in which they are called, with the groups that have a seat for them. */
export function waitingView(
  t: Translate, edition: GroupsPage['edition'], waiting: readonly WaitingPerson[], groups: readonly GroupRow[], mayMove: boolean, today: LocalDate,
): object {
  return {
    ...editionHead(t, edition, 'groups', mayMove ? PLANNERS : LOOKERS), lead: t('groups:waiting.lead'),
    people: waiting.map((person, index) => {
      const fits = groups.filter((group) => group.members < group.capacity && promoted([person], { ...group, free: 1 }).length > 0);
      return {
        place: index + 1, name: surnamesFirst(person), href: `/people/${person.personId}`, about: aboutWords(t, person, today),
        level: levelWords(t, person.level), placeUrl: person.level === null ? `/placement/queue/${person.personId}` : null,
        when: availabilityWords(t, person.availability), reason: reasonWords(t, person.waitingReason), also: person.alsoIn ? t('groups:candidates.also-in', { edition: person.alsoIn }) : null, enrolmentId: person.enrolmentId,
        fits: mayMove ? fits.map((group) => ({ url: `/groups/${group.id}/promotions`, text: t('groups:waiting.give-in', { group: group.name }) })) : [],
        moveUrl: mayMove && groups.length > 0 ? `/enrolments/${person.enrolmentId}/move` : null,
      };
    }),
    empty: { title: t('groups:waiting.empty-title'), text: t('groups:waiting.empty-text'), icon: 'check' },
  };
}

/** To which group somebody goes: those that suit her first, each with how it does; full ones are named, and cannot be chosen without a refusal. */
export function moveView(t: Translate, enrolment: EnrolmentHead, mover: Mover, groups: readonly GroupRow[], form: FormView): object {
  const back = enrolment.groupId ? `/groups/${enrolment.groupId}` : `/editions/${enrolment.editionId}/waiting-list`;
  const own = groups.find(({ id }) => id === enrolment.groupId);
  const others = groups.filter((group) => group !== own).map((group) => ({ group, fit: groupFit(mover, { ...group, seats: group.capacity, hasHer: false }) }));
  others.sort((a, b) => fitOrder(a.fit) - fitOrder(b.fit));
  const choices = others.map(({ group, fit }) => ({
    value: group.id, label: t('groups:move.choice', { name: group.name, level: levelWords(t, group.level) }),
    hint: [
      t('groups:move.choice-about', { when: timeWords(t, group), count: Math.max(0, group.capacity - group.members) }),
      t(`groups:move.hours.${fit.hour}`), t(`groups:move.levels.${fit.level}`),
    ].join(' · '),
  }));
  const kind = own ? '' : '-seat';
  return {
    back: { href: back, text: enrolment.groupName ?? t('groups:waiting.title') }, eyebrow: enrolment.editionName, form, lead: t(`groups:move.lead${kind}`),
    action: `/enrolments/${enrolment.id}/move`, cancelUrl: back, submit: t(`groups:move.submit${kind}`),
    fields: [field(form, t, { name: 'group', type: 'radios', label: 'groups:fields.to-group', choices }), ...wordFields(t, form)],
  };
}

export function groupNameView(t: Translate, group: GroupHead, form: FormView): object {
  const url = `/groups/${group.id}`;
  return {
    back: { href: url, text: group.name }, form, lead: t('groups:rename.lead'), action: `${url}/name`, cancelUrl: url, submit: t('common:save'),
    fields: nameFields(t, form, group.name), hidden: [{ name: 'version', value: form.values.version ?? group.version }],
    stale: staleOver(t, form, (filled) => nameFields(t, filled, group.name)),
  };
}

/** The list to hang up or to carry. */
export function sheetView(t: Translate, group: GroupHead, members: readonly EditionPerson[], today: LocalDate): object {
  return {
    back: `/groups/${group.id}`, name: group.name, edition: group.editionName, when: timeWords(t, group),
    where: t('groups:groups.where', { room: group.roomName, trainer: group.trainerName ?? t('groups:group.no-trainer') }), level: levelWords(t, group.level),
    printed: t('groups:sheet.printed', { date: formatLocalDate(today) }),
    people: members.map((person) => ({ name: surnamesFirst(person), organisation: person.organisation ?? '' }))
      .sort((a, b) => compareSpanish(a.name, b.name)).map((person, index) => ({ ...person, number: index + 1 })),
  };
}
