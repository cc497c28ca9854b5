import { searchable } from '../shared/kernel/text.js';

export type PasswordFault = 'short' | 'common' | 'personal' | 'repetitive' | 'sequence' | 'one-kind';

/** The beginnings that guessers try first, as `searchable` writes them without spaces. */
const COMMON = [
  '123', '1234', '12345', '123456', '12345678', '123456789', 'password', 'contrasena', 'clave', 'qwerty', 'asdf', 'abc123', 'peru', 'lima',
  'hola', 'tequiero', 'teamo', 'admin', 'welcome', 'iloveyou',
];

/** What fingers and minds run through: a piece of it, in either direction, is no work for a guesser. */
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const LONGEST_RUN = 3;

/** Endings that make a pet name of a name: Rosita, Quispito, Bobbycito, Juancho. */
const PET_NAME = '(?:[qg]u|c|z)?(?:it|ill|uch|ot)[oa]s?';

/**
 * Why a password would be easy to guess; none → strong enough. Length counts most (NIST SP 800-63B): from 16
 * characters on, words alone are fine.
 *
 * @param rule how short it may be, and what everybody knows of the person (names, birth year)
 */
export function passwordFaults(password: string, rule: { fewest: number; without: readonly string[] }): PasswordFault[] {
  const folded = searchable(password).replace(/ /gu, '');
  const faults: PasswordFault[] = [];
  if ([...password].length < rule.fewest) faults.push('short');
  // A common beginning with a few characters behind it is still guessed at once.
  if (COMMON.some((word) => folded.startsWith(word) && folded.length <= word.length + 4)) faults.push('common');
  if (rule.without.some((known) => tells(folded, searchable(known).replace(/ /gu, '')))) faults.push('personal');
  if (new Set(folded).size < 5) faults.push('repetitive');
  if (SEQUENCES.some((sequence) => hasRun(folded, sequence))) faults.push('sequence');
  if ([...password].length < 16 && kinds(password) < 3) faults.push('one-kind');
  return faults;
}

/** True when it holds what everybody knows of the person, or a pet name made of it. */
function tells(folded: string, known: string): boolean {
  const stem = known.replace(/[aeiou]$/u, '');
  return folded.includes(known) || (stem.length >= 3 && !/\d/u.test(stem) && new RegExp(`${stem}${PET_NAME}`, 'u').test(folded));
}

/** True when more than three signs in a row run along the sequence, forwards or backwards. */
function hasRun(folded: string, sequence: string): boolean {
  const backwards = [...folded].reverse().join('');
  return [...sequence].slice(0, -LONGEST_RUN).some((_, start) => {
    const run = sequence.slice(start, start + LONGEST_RUN + 1);
    return folded.includes(run) || backwards.includes(run);
  });
}

/** How many of: small letters, capitals, digits, others. */
function kinds(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((pattern) => pattern.test(password)).length;
}
