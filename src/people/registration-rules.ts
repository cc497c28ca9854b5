import { membershipRefusals, type NewMembership } from '../organisations/membership-rules.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { consentRefusals, type NewConsent } from './consent-texts.js';
import { likeness } from './like-names.js';
import type { LearnerFields, PersonFields } from './person-fields.js';
import { nameTokens } from './person-names.js';

/** All that is told of somebody when she is registered at a centre. */
export interface Registration {
  person: PersonFields;
  learner: LearnerFields;
  memberships: readonly NewMembership[];
  consent: NewConsent | null;
}

/** The record that has a DNI already. */
export interface DniHolder extends PersonFields {
  id: Id;
  /** The centre that asks knows her. */
  here: boolean;
}

/** What the clerk has confirmed on the page that asked. */
export interface Confirmed {
  /** Yes, the record of another centre is hers. */
  link: boolean;
  /** No, she is none of those who are like her. */
  notDouble: boolean;
}

/** Why a registration cannot be right by itself, whoever is known already. */
export function registrationRefusals({ memberships, consent }: Registration, today: LocalDate): Refusal[] {
  return [...memberships.flatMap((one) => membershipRefusals(one, [], today)), ...(consent ? consentRefusals(consent, today) : [])];
}

/**
 * What to do with a DNI that somebody has already. A record of another centre shows nothing of itself: only a clerk who
 * has written the same name and birth year by herself is offered to take it over.
 * @returns the refusals; none where the holder is to be linked
 */
export function dniRefusals(holder: DniHolder, typed: PersonFields, { link }: Pick<Confirmed, 'link'>): Refusal[] {
  if (holder.here) return [{ field: 'dni', reason: 'people:refusals.dni-taken' }];
  const same = likeness(nameTokens(holder), nameTokens(typed)) === 'same'
    && holder.birthYear !== null && holder.birthYear === typed.birthYear;
  if (!same) return [{ field: 'dni', reason: 'people:refusals.dni-elsewhere' }];
  return link ? [] : [{ field: 'link', reason: 'people:refusals.link-first' }];
}

/** Somebody of the centre who may be the one being registered. */
export type LikePerson = Pick<PersonFields, 'surnames' | 'givenNames' | 'dni' | 'birthDate' | 'birthYear'> & { id: Id };

/** Those of the same birth year with the same or a like name, whose numbers do not say that they are others. */
export function doublesAmong<T extends LikePerson>(people: readonly T[], typed: PersonFields): T[] {
  const tokens = nameTokens(typed);
  return people.filter((person) => {
    const near = likeness(nameTokens(person), tokens);
    const sameYear = person.birthYear !== null && person.birthYear === typed.birthYear;
    const otherDni = person.dni !== null && typed.dni !== null && person.dni !== typed.dni;
    const unknownYear = person.birthYear === null || typed.birthYear === null;
    return !otherDni && (near === 'same' ? sameYear || unknownYear : near === 'like' && sameYear);
  });
}
