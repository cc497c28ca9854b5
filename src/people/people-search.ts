import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';
import { isParticle } from './name-case.js';

/** What was typed into a search for people. */
export interface PeopleQuery {
  /**
   * `number`: the beginning of a DNI or a phone; `register`: of an organisation's number; `words`: names, of people or
   * organisations; `signs`: something that nobody is called, not even in part, such as `%%`.
   */
  kind: 'nothing' | 'number' | 'register' | 'words' | 'signs';
  /** Beginnings of words, all of which a person must have; most telling first. */
  tokens: string[];
}

/** A piece of SQL with `?` for its parameters, alike on both engines. */
export interface SqlFragment {
  sql: string;
  params: (string | number)[];
}

/** What a person is found by, beside the organisations she belongs to. */
export interface SearchedPerson {
  surnames: string;
  givenNames: string;
  dni: string | null;
  phone: string | null;
}

const MOST_TOKENS = 6;
const LONGEST_WORD = 60;

/** Reads what was typed: `huam`, `ana quis`, `0766`, `987 65`, `+51 987…`, `0403-2020`, `quispe oasis`. */
export function readPeopleQuery(text: string): PeopleQuery {
  const register = /^\s*(\d{4})-(\d{1,4})(?:-?\s*r?u?o?s?)?\s*$/iu.exec(text);
  if (register) return { kind: 'register', tokens: [register[1] as string, register[2] as string] };
  if (/^[\s+\d().-]*\d[\s\d().-]*$/u.test(text)) {
    return { kind: 'number', tokens: [digitsOf(text).slice(0, LONGEST_WORD)] };
  }
  const words = searchable(text).split(' ').filter((word) => word !== '').map((word) => word.slice(0, LONGEST_WORD));
  const telling = words.filter((word, index) => !isParticle(word) || index === words.length - 1);
  // The longest word has the fewest owners, so an engine that goes from left to right starts from few.
  const tokens = [...new Set(telling)].sort((a, b) => b.length - a.length).slice(0, MOST_TOKENS);
  if (tokens.length > 0) return { kind: 'words', tokens };
  const signs = text.trim().slice(0, LONGEST_WORD);
  return signs === '' ? { kind: 'nothing', tokens: [] } : { kind: 'signs', tokens: [signs] };
}

/** The words to keep in `person_search_words` for a person at each of her centres. */
export function searchWordsOf({ surnames, givenNames, dni, phone }: SearchedPerson): string[] {
  const words = [...searchable(`${surnames} ${givenNames}`).split(' '), dni ?? '', phone ?? ''];
  return [...new Set(words.filter((word) => word !== '' && !isParticle(word)).map((word) => word.slice(0, LONGEST_WORD)))];
}

/** Which organisations have the token, in the order of the query's tokens; see `organisationsQuery`. */
export type FoundOrganisations = readonly (readonly Id[])[];

/**
 * The organisations of a centre that have one of the tokens in their name or number: a centre has some hundred, which
 * are looked through. Null where nothing was typed that one could be called. `organisationsFound` reads its rows.
 */
export function organisationsQuery(query: PeopleQuery, centreId: Id): SqlFragment | null {
  if (query.tokens.length === 0 || query.kind === 'signs') return null;
  const matches = query.kind === 'words'
    ? query.tokens.map((token) => ({ sql: "CONCAT(' ', search_name) LIKE ?", params: [`% ${token}%`] }))
    : [{ sql: 'register_number LIKE ?', params: [`${query.tokens.join('-')}%`] }];
  return {
    sql: `SELECT id, search_name AS searchName FROM organisations WHERE centre_id = ? AND (${matches.map(({ sql }) => sql).join(' OR ')})`,
    params: [centreId, ...matches.flatMap(({ params }) => params)],
  };
}

export function organisationsFound(query: PeopleQuery, rows: readonly { id: Id; searchName: string }[]): FoundOrganisations {
  if (query.kind !== 'words') return [rows.map(({ id }) => id)];
  return query.tokens.map((token) => rows.filter(({ searchName }) => ` ${searchName}`.includes(` ${token}`)).map(({ id }) => id));
}

/**
 * True for the people of a centre who have, for each of the tokens, a word that begins with it (a range in the key
 * (centre, word, person), since `LIKE` does not use it on both engines) or belong to an organisation that has it.
 * Null where nothing was typed. Tried on both engines with ten thousand people: joins, OR and a bare UNION are slower.
 * @param personId the expression that names the person in the query: `l.person_id`
 */
export function peopleSearchCondition(
  query: PeopleQuery, organisations: FoundOrganisations, centreId: Id, personId: string,
): SqlFragment | null {
  if (query.tokens.length === 0) return null;
  const tokens = query.kind === 'register' ? [null] : query.tokens;
  const parts = tokens.map((token, index) => (
    owners(token === null ? [] : spellings(query, token).map((each) => byWord(each, centreId)), byOrganisations(organisations[index] ?? []))));
  return {
    sql: parts.map(({ sql }) => `${personId} IN (${sql})`).join(' AND '), params: parts.flatMap(({ params }) => params),
  };
}

/** Lists lose the zeros that a DNI begins with: what may be one is looked for with them too. */
function spellings({ kind }: PeopleQuery, token: string): string[] {
  return kind === 'number' && (token.length === 6 || token.length === 7) ? [token, token.padStart(8, '0')] : [token];
}

function owners(words: readonly SqlFragment[], members: SqlFragment | null): SqlFragment {
  const sources = [...words, ...(members ? [members] : [])];
  const [only] = sources;
  if (!only) return { sql: 'SELECT person_id FROM memberships WHERE 1 = 0', params: [] };
  if (sources.length === 1) return only;
  return { sql: `SELECT person_id FROM (${sources.map(({ sql }) => sql).join(' UNION ')}) either`, params: sources.flatMap(({ params }) => params) };
}

function byWord(token: string, centreId: Id): SqlFragment {
  return {
    sql: 'SELECT person_id FROM person_search_words WHERE centre_id = ? AND word >= ? AND word < ?', params: [centreId, token, after(token)],
  };
}

function byOrganisations(ids: readonly Id[]): SqlFragment | null {
  return ids.length === 0 ? null : { sql: `SELECT person_id FROM memberships WHERE organisation_id IN (${places(ids)})`, params: [...ids] };
}

/**
 * Who has all that was typed in her name comes before who has a part of it in her organisation's; of each, first those whose
 * surname begins with it: 0 to 3, each part sorted by name.
 * @param searchName the expression that names the column: `p.search_name`
 */
export function peopleSearchRank(query: PeopleQuery, searchName: string): SqlFragment {
  if (query.kind !== 'words') return { sql: '0', params: [] };
  const begins = query.tokens.map(() => `(${searchName} >= ? AND ${searchName} < ?)`).join(' OR ');
  const named = query.tokens.map(() => `CONCAT(' ', ${searchName}) LIKE ?`).join(' AND ');
  return {
    sql: `CASE WHEN ${named} THEN 0 ELSE 2 END + CASE WHEN ${begins} THEN 0 ELSE 1 END`,
    params: [...query.tokens.map((token) => `% ${token}%`), ...query.tokens.flatMap((token) => [token, after(token)])],
  };
}

/** The country's code goes where it is said to be one, or where the number is too long for a DNI and a phone. */
function digitsOf(text: string): string {
  const digits = text.replace(/\D/gu, '');
  return text.trim().startsWith('+') || digits.length > 9 ? digits.replace(/^51/u, '') : digits;
}

/** The first text behind all that begin with a prefix, in the order of code points that both engines keep. */
function after(prefix: string): string {
  const points = [...prefix];
  const last = points.pop() as string;
  return points.join('') + String.fromCodePoint((last.codePointAt(0) as number) + 1);
}
