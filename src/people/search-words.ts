import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { searchWordsOf, type SearchedPerson } from './people-search.js';
import { PersonSearchWord } from './person-search-word.entity.js';

/**
 * Brings the words up to date by which people are found, at every centre that knows them; removes those of people who
 * were merged. Whoever changes a name, a DNI, a phone or where somebody is known calls it in the same unit of work.
 * Only what has changed is written. (Organisations are found by their own names.)
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
  const known = await tx.manager.query<Word[]>(
    `SELECT centre_id AS centreId, word, person_id AS personId FROM person_search_words WHERE person_id IN (${places(ids)})`, [...ids]);
  const gone = known.filter((row) => !wanted.delete(keyOf(row)));
  for (const rows of inChunks(gone, 100)) {
    const each = rows.map(() => '(centre_id = ? AND word = ? AND person_id = ?)').join(' OR ');
    await tx.execute(`DELETE FROM person_search_words WHERE ${each}`, rows.flatMap(({ centreId, word, personId }) => [centreId, word, personId]));
  }
  await tx.insert(PersonSearchWord, [...wanted.values()]);
}

async function wantedWords(tx: Tx, ids: readonly Id[]): Promise<Map<string, Word>> {
  const people = await tx.manager.query<(SearchedPerson & { id: Id; centreId: Id })[]>(
    `SELECT p.id, p.surnames, p.given_names AS givenNames, p.dni, p.phone, l.centre_id AS centreId
     FROM persons p JOIN learners l ON l.person_id = p.id WHERE p.merged_into_id IS NULL AND p.id IN (${places(ids)})`, [...ids]);
  const words = new Map<string, Word>();
  for (const { id: personId, centreId, ...person } of people) {
    for (const word of searchWordsOf(person)) words.set(keyOf({ centreId, word, personId }), { centreId, word, personId });
  }
  return words;
}

function keyOf({ centreId, word, personId }: Word): string {
  return `${centreId} ${personId} ${word}`;
}
