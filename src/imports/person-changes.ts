import { type Birth, formatBirth } from '../people/birth.js';
import { likeness } from '../people/like-names.js';
import type { LearnerFields, PersonFields } from '../people/person-fields.js';
import { nameTokens, type PersonName } from '../people/person-names.js';
import { richerName } from '../people/richer-text.js';
import type { FieldChange } from './plan.js';

const SINGLE = ['sex', 'motherTongue', 'phone', 'email'] as const satisfies readonly (keyof PersonFields)[];

/** What two rows say of one person: the first decides, the later one fills what it left empty and writes the name fuller. */
export function completePerson(first: PersonFields, later: PersonFields): PersonFields {
  const dni = first.dni ?? later.dni;
  return {
    ...fullerName(first, later, first),
    dni,
    dniPending: dni === null && (first.dniPending || later.dniPending),
    birthYear: first.birthYear ?? later.birthYear,
    birthDate: first.birthDate ?? (first.birthYear === null || first.birthYear === later.birthYear ? later.birthDate : null),
    sex: first.sex ?? later.sex,
    motherTongue: first.motherTongue ?? later.motherTongue,
    phone: first.phone ?? later.phone,
    email: first.email ?? later.email,
  };
}

/** What a list says otherwise than the record: it wins, but says nothing where it is empty or less exact. */
export function changesToPerson(known: PersonFields, fields: PersonFields): Partial<PersonFields> {
  const changes: Partial<PersonFields> = {};
  const name = nameOfBoth(known, fields);
  if (name.surnames !== known.surnames) changes.surnames = name.surnames;
  if (name.givenNames !== known.givenNames) changes.givenNames = name.givenNames;
  if (fields.dni !== null && fields.dni !== known.dni) changes.dni = fields.dni;
  const pending = fields.dni === null && known.dni === null && (known.dniPending || fields.dniPending);
  if (pending !== known.dniPending) changes.dniPending = pending;
  const birth = birthOfBoth(known, fields);
  if (birth.birthDate !== known.birthDate) changes.birthDate = birth.birthDate;
  if (birth.birthYear !== known.birthYear) changes.birthYear = birth.birthYear;
  for (const column of SINGLE) if (fields[column] !== null && fields[column] !== known[column]) Object.assign(changes, { [column]: fields[column] });
  return changes;
}

/** Only what fills a gap: what another centre knows of a person is not for this list to change. */
export function gapsOnly<T extends object>(known: T, changes: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([column]) => known[column as keyof T] === null)) as Partial<T>;
}

export function changesToLearner(known: LearnerFields, said: Pick<LearnerFields, 'availability' | 'computerUse'>): Partial<LearnerFields> {
  const changes: Partial<LearnerFields> = {};
  if (said.availability !== null && said.availability !== known.availability) changes.availability = said.availability;
  if (said.computerUse !== null && said.computerUse !== known.computerUse) changes.computerUse = said.computerUse;
  return changes;
}

/** The changes as a page lists them: a birth is one field, and a DNI that came says that it is no longer on its way. */
export function listedChanges(known: PersonFields, changes: Partial<PersonFields>): FieldChange[] {
  const listed: FieldChange[] = [];
  for (const field of ['surnames', 'givenNames', 'dni', ...SINGLE] as const) {
    const to = changes[field];
    if (to !== undefined) listed.push({ field, from: known[field], to });
  }
  if (changes.dniPending === true) listed.push({ field: 'dniPending', from: null, to: 1 });
  if ('birthDate' in changes || 'birthYear' in changes) {
    listed.push({ field: 'birth', from: formatBirth(known) || null, to: formatBirth({ ...known, ...changes }) });
  }
  return listed;
}

/** Of two names the one with more words, or more accents where the words are the same; `otherwise` where they differ. */
function fullerName(first: PersonName, second: PersonName, otherwise: PersonName): PersonName {
  const [one, two] = [nameTokens(first), nameTokens(second)];
  if (likeness(one, two) === 'same') return richerName(first, second);
  const fuller = holdsAll(two, one) ? second : holdsAll(one, two) ? first : otherwise;
  return { surnames: fuller.surnames, givenNames: fuller.givenNames };
}

/** A slip is mended as the list has it; quite another name, which somebody said is hers, stays as it is here. */
function nameOfBoth(known: PersonName, fields: PersonName): PersonName {
  if (known.surnames === fields.surnames && known.givenNames === fields.givenNames) return known;
  const other = likeness(nameTokens(known), nameTokens(fields)) === 'other';
  return fullerName(known, fields, other ? known : fields);
}

function holdsAll(tokens: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => tokens.includes(word));
}

function birthOfBoth(known: Birth, fields: Birth): Birth {
  if (fields.birthYear === null || (fields.birthDate === null && fields.birthYear === known.birthYear)) return known;
  return fields;
}
