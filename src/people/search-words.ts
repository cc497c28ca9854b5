import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { searchWordsOf, type SearchedPerson } from './people-search.js';
import { PersonSearchWord } from './person-search-word.entity.js';

/**
 * Brings the words up to date by which people are found, at every centre that knows them; removes those of people who
 * were merged. Whoever changes a name, a DNI, a phone or a membership calls it in the same unit of work. Only what has
 * changed is written.
 */
export async function refreshSearchWords(tx: Tx, personIds: readonly Id[]): Promise<void> {
  for (const ids of inChunks([...new Set(personIds)])) await refresh(tx, ids);
}

interface Word {
  centreId: Id;
  word: string;
  personId: Id;
}

async function refresh(tx: Tx, ids: readonly Id[]): Promise<void> {
  const wanted = await wantedWords(tx, ids);
  const known = await tx.manager.query<(Word & { id: Id })[]>(
    `SELECT id, centre_id AS centreId, word, person_id AS personId FROM person_search_words WHERE person_id IN (${places(ids)})`, [...ids]);
  const gone = known.filter((row) => !wanted.delete(keyOf(row)));
  for (const rows of inChunks(gone)) {
    await tx.execute(`DELETE FROM person_search_words WHERE id IN (${places(rows)})`, rows.map(({ id }) => id));
  }
  await tx.insert(PersonSearchWord, [...wanted.values()].map((row) => ({ id: newId(), ...row })));
}

async function wantedWords(tx: Tx, ids: readonly Id[]): Promise<Map<string, Word>> {
  const people = await tx.manager.query<(Omit<SearchedPerson, 'organisations'> & { id: Id; centreId: Id })[]>(
    `SELECT p.id, p.surnames, p.given_names AS givenNames, p.dni, p.phone, l.centre_id AS centreId
     FROM persons p JOIN learners l ON l.person_id = p.id WHERE p.merged_into_id IS NULL AND p.id IN (${places(ids)})`, [...ids]);
  const memberships = await tx.manager.query<{ personId: Id; centreId: Id; name: string; registerNumber: string | null }[]>(
    `SELECT m.person_id AS personId, o.centre_id AS centreId, o.name, o.register_number AS registerNumber
     FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id IN (${places(ids)})`, [...ids]);
  const organisations = groupBy(memberships, ({ personId, centreId }) => `${personId} ${centreId}`);
  const words = new Map<string, Word>();
  for (const { id: personId, centreId, ...person } of people) {
    const searched = { ...person, organisations: organisations.get(`${personId} ${centreId}`) ?? [] };
    for (const word of searchWordsOf(searched)) words.set(keyOf({ centreId, word, personId }), { centreId, word, personId });
  }
  return words;
}

function keyOf({ centreId, word, personId }: Word): string {
  return `${centreId} ${personId} ${word}`;
}
