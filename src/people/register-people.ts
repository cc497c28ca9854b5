import { addMemberships } from '../organisations/memberships.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { Consent } from './consent.entity.js';
import { Learner } from './learner.entity.js';
import { searchNameOf, sortNameOf, type PersonName } from './person-names.js';
import { Person } from './person.entity.js';
import type { Registration } from './registration-rules.js';
import { refreshSearchWords } from './search-words.js';

/**
 * Registers people at a centre, each with her posts, her consent and the words by which she is found: ten thousand in
 * a few seconds. For the import and for the story of the demo, inside their unit of work; the DNIs of a list differ.
 * @returns the new ids, in the order of the list
 * @throws Refused (`people:refusals.dni-taken`, the DNI among its parameters) when one of the DNIs is somebody's already
 * @throws NotThere when an organisation is not one of the centre's
 */
export async function registerMany(tx: Tx, centreId: Id, registrations: readonly Registration[]): Promise<Id[]> {
  await refuseTakenDnis(tx, registrations.map(({ person }) => ({ dni: person.dni, personId: null })));
  const people = registrations.map((registration) => ({ ...registration, id: newId() }));
  await tx.insert(Person, people.map(({ id, person }) => ({
    id, ...person, ...foldedNames(person), mergedIntoId: null, createdAt: tx.now, version: 1,
  })));
  await registerHere(tx, centreId, people.map(({ person, ...rest }) => ({ ...rest, name: person })));
  return people.map(({ id }) => id);
}

/** Somebody who has a record, on her way to a centre. */
export type Arriving = Omit<Registration, 'person'> & { id: Id; name: PersonName };

/** Makes people known at a centre who have a record already, and lets them be found there. For whoever comes from another centre. */
export async function registerHere(tx: Tx, centreId: Id, people: readonly Arriving[]): Promise<void> {
  await tx.insert(Learner, people.map(({ id: personId, learner, name }) => ({
    id: newId(), personId, centreId, ...learner, registeredAt: tx.now, leftAt: null, sortName: sortNameOf(name), version: 1,
  })));
  await addMemberships(tx, centreId, people.flatMap(({ id: personId, memberships }) => memberships.map((one) => ({ ...one, personId }))));
  await tx.insert(Consent, people.flatMap(({ id: personId, consent }) => (
    consent ? [{ id: newId(), personId, centreId, ...consent, withdrawnAt: null, version: 1 }] : [])));
  await refreshSearchWords(tx, people.map(({ id }) => id));
}

/** The columns of a person that follow from her name. */
export function foldedNames(name: PersonName): Pick<Person, 'searchName' | 'sortName'> {
  return { searchName: searchNameOf(name), sortName: sortNameOf(name) };
}

/** @throws Refused for the first of these DNIs that is already somebody else's than the person who is to have it */
export async function refuseTakenDnis(tx: Tx, wanted: readonly { dni: string | null; personId: Id | null }[]): Promise<void> {
  const wanting = new Map(wanted.flatMap(({ dni, personId }) => (dni === null ? [] : [[dni, personId] as const])));
  for (const dnis of inChunks([...wanting.keys()])) {
    const holders = await tx.manager.query<{ id: Id; dni: string }[]>(`SELECT id, dni FROM persons WHERE dni IN (${places(dnis)})`, [...dnis]);
    const other = holders.find(({ id, dni }) => wanting.get(dni) !== id);
    if (other) throw new Refused({ field: 'dni', reason: 'people:refusals.dni-taken', params: { dni: other.dni } });
  }
}
