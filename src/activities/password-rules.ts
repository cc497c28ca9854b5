import { searchable } from '../shared/kernel/text.js';

export type PasswordFault = 'short' | 'common' | 'personal' | 'repetitive' | 'one-kind';

/** The beginnings that guessers try first, as `searchable` writes them without spaces. */
const COMMON = [
  '123', '1234', '12345', '123456', '12345678', '123456789', 'password', 'contrasena', 'clave', 'qwerty', 'asdf', 'abc123', 'peru', 'lima',
  'hola', 'tequiero', 'teamo', 'admin', 'welcome', 'iloveyou',
];

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
  if (rule.without.some((known) => folded.includes(searchable(known).replace(/ /gu, '')))) faults.push('personal');
  if (new Set(folded).size < 5) faults.push('repetitive');
  if ([...password].length < 16 && kinds(password) < 3) faults.push('one-kind');
  return faults;
}

/** How many of: small letters, capitals, digits, others. */
function kinds(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((pattern) => pattern.test(password)).length;
}
