import type { Id } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';
import { isParticle } from './name-case.js';

/** What was typed into a search for people. */
export interface PeopleQuery {
  /** `number`: the beginning of a DNI or a phone; `register`: of an organisation's number; `words`: names, of people or organisations. */
  kind: 'nothing' | 'number' | 'register' | 'words';
  /** Beginnings of words, all of which a person must have; most telling first. */
  tokens: string[];
}

/** A piece of SQL with `?` for its parameters, alike on both engines. */
export interface SqlFragment {
  sql: string;
  params: (string | number)[];
}

/** What a person is found by: her names, numbers and the organisations she belongs to. */
export interface SearchedPerson {
  surnames: string;
  givenNames: string;
  dni: string | null;
  phone: string | null;
  organisations: readonly { name: string; registerNumber: string | null }[];
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
  return tokens.length > 0 ? { kind: 'words', tokens } : { kind: 'nothing', tokens };
}

/** The words to keep in `person_search_words` for a person at a centre. */
export function searchWordsOf(person: SearchedPerson): string[] {
  const texts = [person.surnames, person.givenNames, person.dni ?? '', person.phone ?? '',
    ...person.organisations.flatMap(({ name, registerNumber }) => [name, registerNumber ?? ''])];
  const words = texts.flatMap((text) => searchable(text).split(' '));
  return [...new Set(words.filter((word) => word !== '' && word !== 'ruos' && !isParticle(word)).map((word) => word.slice(0, LONGEST_WORD)))];
}

/**
 * True for the people of a centre (all of them where nothing was typed) who have a word that begins with each of the tokens: a range in the index
 * (centre, word, person), since `LIKE` does not use it on both engines.
 * @param personId the expression that names the person in the query: `p.id`
 */
export function peopleSearchCondition(query: PeopleQuery, centreId: Id, personId: string): SqlFragment {
  if (query.tokens.length === 0) {
    return { sql: `${personId} IN (SELECT person_id FROM learners WHERE centre_id = ?)`, params: [centreId] };
  }
  const one = `${personId} IN (SELECT person_id FROM person_search_words WHERE centre_id = ? AND word >= ? AND word < ?)`;
  return {
    sql: query.tokens.map(() => one).join(' AND '),
    params: query.tokens.flatMap((token) => [centreId, token, after(token)]),
  };
}

/**
 * Puts those first whose surname begins with what was typed, then sorts by name.
 * @param searchName the expression that names the column: `p.search_name`
 */
export function peopleSearchOrder(query: PeopleQuery, searchName: string): SqlFragment {
  if (query.kind !== 'words') return { sql: searchName, params: [] };
  const begins = query.tokens.map(() => `(${searchName} >= ? AND ${searchName} < ?)`).join(' OR ');
  return {
    sql: `CASE WHEN ${begins} THEN 0 ELSE 1 END, ${searchName}`,
    params: query.tokens.flatMap((token) => [token, after(token)]),
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
