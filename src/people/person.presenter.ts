import { isHeld } from '../organisations/membership-rules.js';
import { mandateState } from '../organisations/mandates.js';
import { postWord } from '../organisations/post-words.js';
import { ageOn, formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { availabilityWords } from './availability-view.js';
import { formatBirth } from './birth.js';
import { consentView, type ConsentView } from './consent.presenter.js';
import type { Consent } from './consent.entity.js';
import { formatPhone } from './contact.js';
import { mayBeContacted } from './contact-permission.js';
import type { PersonSectionView, WayFact } from './person-sections.js';
import { givenNamesFirst, surnamesFirst } from './person-names.js';
import { saidOf } from './person-words.js';
import type { HeldPost, KnownPerson } from './person.repository.js';

/** All that the page of a person is made of. */
export interface PersonParts {
  known: KnownPerson;
  posts: readonly HeldPost[];
  consents: readonly Consent[];
  sections: readonly PersonSectionView[];
  today: LocalDate;
  seesNumbers: boolean;
  keepsRecords: boolean;
}

interface Fact {
  label: string;
  text?: string | null;
  badge?: { text: string; kind?: string };
  change?: { href: string; text: string; about: string };
}

export interface PersonView {
  name: string;
  eyebrow: string;
  base: string;
  gone: string | null;
  facts: Fact[];
  posts: PostView[];
  pastPosts: PostView[];
  consent: ConsentView | null;
  way: WayView;
  /** What can be done, for whoever may. */
  may: { change: boolean; merge: boolean };
}

interface WayView {
  next: PersonSectionView['next'];
  facts: readonly WayFact[];
  alerts: { text: string; kind: string }[];
}

interface PostView {
  title: string;
  organisation: string;
  href: string;
  when: string;
  badge: { text: string; kind: string } | null;
  changeUrl: string;
  endUrl: string;
  /** For links that are alike but for what they are about. */
  about: string;
}

export function personView(t: Translate, parts: PersonParts): PersonView {
  const { known: { person, learner }, posts, consents, today, seesNumbers, keepsRecords } = parts;
  const held = posts.filter((post) => isHeld(post, today));
  return {
    name: givenNamesFirst(person), eyebrow: t(`people:kinds-of.${learner.kind}.${saidOf(person.sex)}`), base: `/people/${person.id}`,
    gone: learner.leftAt === null ? null : t('people:page.gone', { date: formatLocalDate(localDateAt(Number(learner.leftAt))) }),
    facts: facts(t, parts),
    posts: held.map((post) => postView(t, parts.known, post, today)),
    pastPosts: posts.filter((post) => !held.includes(post)).map((post) => postView(t, parts.known, post, today)),
    consent: seesNumbers ? consentView(t, person.id, consents) : null,
    way: wayView(t, parts), may: { change: seesNumbers, merge: keepsRecords },
  };
}

/** The title of a page about a person, in lists and tabs of the browser. */
export function personTitle(known: KnownPerson): string {
  return surnamesFirst(known.person);
}

/** What is next for her, then how far she has come. The first part of her way that has something to do says what is next. */
function wayView(t: Translate, { known: { learner }, consents, sections }: PersonParts): WayView {
  const next = learner.leftAt === null ? sections.find((section) => section.next)?.next ?? null : null;
  const consented = consents.some(({ withdrawnAt }) => withdrawnAt === null);
  return { next, facts: sections.flatMap((section) => section.facts), alerts: consented ? [] : [{ text: t('people:list.no-consent'), kind: 'warning' }] };
}

function facts(t: Translate, { known: { person, learner }, consents, today, seesNumbers }: PersonParts): Fact[] {
  const age = ageOn(today, { date: person.birthDate, year: person.birthYear });
  const years = age === null ? '' : t('people:page.age', { count: age });
  const row = (key: string, text: string | null): Fact => ({ label: t(`people:fields.${key}`), text });
  const numbers = seesNumbers
    ? [dniFact(t, person), row('birth-short', [formatBirth(person), years].filter(Boolean).join(' · ')), row('phone', phoneWords(t, person.phone, consents)), row('email', person.email)]
    : [{ label: t('people:page.age-label'), text: years }];
  return [
    ...numbers,
    row('sex', person.sex && t(`people:sexes.${person.sex}`)),
    row('motherTongue', person.motherTongue && t(`people:motherTongues.${person.motherTongue}`)),
    row('computerUse', learner.computerUse && t(`people:computerUses.${learner.computerUse}`)),
    row('availability', availabilityWords(t, learner.availability).join(' · ')),
    { label: t(`people:page.registered.${saidOf(person.sex)}`), text: formatLocalDate(localDateAt(Number(learner.registeredAt))) },
  ];
}

/** Whoever refused to be called is not offered a number without its warning; whom nobody has asked yet may be called to ask her. */
function phoneWords(t: Translate, phone: string | null, [newest]: readonly Consent[]): string | null {
  if (!phone) return null;
  return mayBeContacted(newest ?? null) === false ? `${formatPhone(phone)} · ${t('people:page.no-calls')}` : formatPhone(phone);
}

function dniFact(t: Translate, { id, dni, dniPending }: KnownPerson['person']): Fact {
  const label = t('people:fields.dni');
  if (dni) return { label, text: dni };
  const change = { href: `/people/${id}/dni`, text: t('people:page.add-dni'), about: '' };
  return dniPending ? { label, badge: { text: t('people:list.dni-pending'), kind: 'info' }, change } : { label, text: null, change };
}

function postView(t: Translate, { person }: KnownPerson, post: HeldPost, today: LocalDate): PostView {
  const base = `/people/${person.id}/posts/${post.id}`;
  const state = mandateState(post, today);
  const title = postWord(t, post.post, person.sex);
  const ending = post.board && isHeld(post, today) && (state === 'ended' || state === 'ending');
  return {
    title, organisation: post.organisation, href: `/organisations/${post.organisationId}`, when: whenWords(t, post),
    badge: ending ? { text: t(`organisations:mandates.${state}-badge`), kind: state === 'ended' ? 'danger' : 'warning' } : null,
    changeUrl: `${base}/edit`, endUrl: `${base}/end`, about: `${title}, ${post.organisation}`,
  };
}

function whenWords(t: Translate, { since, until }: HeldPost): string {
  const dates = { since: since && formatLocalDate(since), until: until && formatLocalDate(until) };
  if (since && until) return t('organisations:posts-held.from-to', dates);
  if (until) return t('organisations:posts-held.to', dates);
  return since ? t('organisations:posts-held.from', dates) : '';
}
