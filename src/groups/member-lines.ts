import { givenNamesFirst, surnamesFirst } from '../people/person-names.js';
import { covers } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import { ageOn, type LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { Translate } from '../shared/web/i18n.js';
import type { EditionPerson } from './edition-people.js';
import { levelWords } from './group-words.js';
import { availabilityNeeded, type WeeklyTime } from './weekly-time.js';

/** Somebody as a line of a group. */
export interface MemberLine {
  personId: Id;
  enrolmentId: Id;
  name: string;
  spoken: string;
  href: string;
  /** She has the seat already: she is no part of a proposal any more. */
  seated: boolean;
  /** Age, sex and organisation, as far as they are known. */
  about: string;
  /** Her level where it is not the group's; and when she did not say that she can come. */
  notes: string[];
}

/** The members of a group by surnames. */
export function memberLines(t: Translate, people: readonly EditionPerson[], group: WeeklyTime & { level: number }, today: LocalDate): MemberLine[] {
  const lines = people.map((person): MemberLine => ({
    personId: person.personId, enrolmentId: person.enrolmentId, name: surnamesFirst(person), spoken: givenNamesFirst(person),
    href: `/people/${person.personId}`, seated: person.groupId !== null, about: aboutWords(t, person, today),
    notes: [
      ...(person.level === group.level ? [] : [t('groups:notes.level', { level: levelWords(t, person.level) })]),
      ...(person.availability !== null && covers(person.availability, availabilityNeeded(group)) ? [] : [t('groups:notes.hour')]),
    ],
  }));
  return lines.sort((a, b) => compareSpanish(a.name, b.name));
}

/** `52 años, mujer, Comedor Santa Rosa` */
export function aboutWords(t: Translate, person: EditionPerson, today: LocalDate): string {
  const age = ageOn(today, { date: person.birthDate, year: person.birthYear });
  return [
    age === null ? null : t('groups:about.age', { count: age }),
    person.sex === null || person.sex === 'undisclosed' ? null : t(`groups:about.sexes.${person.sex}`),
    person.organisation,
  ].filter((part) => part !== null).join(', ');
}

/** Who makes up a group: `14 mujeres y 3 hombres, de 38 a 71 años, de 6 organizaciones`. */
export function mixWords(t: Translate, people: readonly EditionPerson[], today: LocalDate): string {
  const ages = people.flatMap((person) => ageOn(today, { date: person.birthDate, year: person.birthYear }) ?? []);
  const women = people.filter(({ sex }) => sex === 'female').length;
  const men = people.filter(({ sex }) => sex === 'male').length;
  const organisations = new Set(people.flatMap(({ organisationId }) => organisationId ?? [])).size;
  const [youngest, oldest] = [Math.min(...ages), Math.max(...ages)];
  return [
    women > 0 ? t('groups:mix.women', { count: women }) : null,
    men > 0 ? t('groups:mix.men', { count: men }) : null,
    ages.length === 0 ? null : youngest === oldest ? t('groups:about.age', { count: youngest }) : t('groups:mix.ages', { from: youngest, to: oldest }),
    organisations > 0 ? t('groups:mix.organisations', { count: organisations }) : null,
  ].filter((part) => part !== null).join(' · ');
}
