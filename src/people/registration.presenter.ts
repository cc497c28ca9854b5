import { field, type FormView } from '../shared/web/fields.js';
import { inPageOrder } from '../shared/web/fault-order.js';
import { failedView, type FailedForm } from '../shared/web/forms.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatBirth } from './birth.js';
import { currentConsentText } from './consent-texts.js';
import { surnamesFirst, type PersonName } from './person-names.js';
import { consentFields, contactFields, identityFields, membershipFields, trainingFields, type FormPart } from './person-fields.presenter.js';
import type { LikePerson } from './registration-rules.js';

/** Whom the clerk has to look at before somebody is registered. */
export interface Doubts {
  /** Whoever of this centre has the DNI. */
  dniOwner: (PersonName & { id: Id }) | null;
  /** Those of this centre who are like her. */
  like: readonly LikePerson[];
  /** The record of another centre is hers, as far as the clerk has shown that she knows her. */
  link: boolean;
}

export interface RegistrationParts {
  organisations: readonly string[];
  today: LocalDate;
  doubts: Doubts;
  /** Somebody who came to a session without standing in its list: who is registered is led back there. */
  walkIn: RegisteredWalkIn | null;
}

export interface RegisteredWalkIn {
  session: Id;
  walkIn: Id;
}

/** The page that registers somebody: its fields, and the questions that a doubt has added. */
export function registrationView(t: Translate, given: FormView | FailedForm, { organisations, today, doubts, walkIn }: RegistrationParts): object {
  const form = 'faults' in given ? failedView(given, t) : given;
  const all = parts(t, form, organisations, today);
  return {
    form: inPageOrder(form, all.flatMap(({ fields }) => fields)), action: '/people', parts: all, submit: t('people:registration.submit'),
    cancelUrl: walkIn ? walkInUrl(walkIn) : '/people', hidden: Object.entries(walkIn ?? {}).map(([name, value]) => ({ name, value })),
    doubt: doubtView(t, form, doubts),
  };
}

/** Where it is said who the walk-in of a session is; with a person, whether it is she. */
export function walkInUrl({ session, walkIn }: RegisteredWalkIn, personId?: Id): string {
  return `/sessions/${session}/walk-ins/${walkIn}${personId ? `?person=${personId}` : ''}`;
}

function parts(t: Translate, form: FormView, organisations: readonly string[], today: LocalDate): FormPart[] {
  const fresh = form.summary.length === 0;
  return [
    { title: t('people:parts.identity'), fields: identityFields(t, form, fresh) },
    { title: t('people:parts.organisation'), fields: membershipFields(t, form, organisations) },
    { title: t('people:parts.contact'), fields: contactFields(t, form) },
    { title: t('people:parts.training'), fields: trainingFields(t, form, null) },
    {
      title: t('people:parts.consent'), text: t(`people:consent-texts.${currentConsentText().version}.short`),
      link: { href: '/people/consent-sheet', text: t('people:consent.sheet-link') }, fields: consentFields(t, form, today, true),
    },
  ];
}

/** One question at a time: whose the DNI is, whether another centre's record is hers, whether she is somebody who is here. */
function doubtView(t: Translate, form: FormView, { dniOwner, like, link }: Doubts): object | null {
  if (dniOwner) return { title: t('people:registration.dni-owner'), people: [{ href: `/people/${dniOwner.id}`, text: surnamesFirst(dniOwner) }] };
  if (link) {
    return {
      title: t('people:registration.link-title'), text: t('people:registration.link-text'),
      field: field(form, t, { name: 'link', type: 'checkbox', label: 'people:registration.link' }),
    };
  }
  if (like.length === 0) return null;
  return {
    title: t('people:registration.like-title', { count: like.length }), text: t('people:registration.like-text'),
    people: like.map((person) => ({ href: `/people/${person.id}`, text: surnamesFirst(person), detail: likeDetail(person) })),
    field: field(form, t, { name: 'notDouble', type: 'checkbox', label: 'people:registration.not-double' }),
  };
}

function likeDetail(person: LikePerson): string {
  return [person.dni ? `DNI ${person.dni}` : '', formatBirth(person)].filter(Boolean).join(' · ');
}
