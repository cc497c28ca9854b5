import { searchable, tidy } from '../shared/kernel/text.js';
import { inAnyLanguage } from './activity-kinds.js';
import type { ActivityText } from './activity-kinds.js';

/** Exactly the text, white space at the ends and doubled aside: for items about ñ, accents and capitals. */
export function accepts(right: readonly ActivityText[], answer: string): boolean {
  return right.flatMap(inAnyLanguage).map(tidy).includes(tidy(answer));
}

/** The same, a full stop at the end aside: whoever puts a sentence right may end it, too. */
export function acceptsSentence(right: readonly ActivityText[], answer: string): boolean {
  const bare = (text: string): string => tidy(text).replace(/\s*\.$/u, '');
  return right.flatMap(inAnyLanguage).map(bare).includes(bare(answer));
}

/**
 * The same in substance: case, accents, punctuation and, in numbers, spaces aside; what was found counts, not how it
 * was typed. `S/ 12.50` agrees with `12.50` and `12,5`, `01 555 0134` with `015550134`.
 */
export function agrees(right: readonly ActivityText[], answer: string): boolean {
  return right.flatMap(inAnyLanguage).some((text) => plain(text) === plain(answer));
}

/** True when each group has a word (or words) that the answer holds, in one form or another: `hora` is in `a qué horas`. */
export function containsAll(groups: readonly (readonly ActivityText[])[], answer: string): boolean {
  const said = ` ${stems(answer)} `;
  return groups.every((group) => group.flatMap(inAnyLanguage).some((words) => said.includes(` ${stems(words)} `)));
}

/** Each word without the endings of number and person, in Spanish and roughly in English: `horas` and `hora`, `abren` and `abre`. */
function stems(text: string): string {
  return searchable(text).split(' ').map((word) => (word.length > 3 ? word.replace(/(?:es|s|n)$/u, '').replace(/[aeiou]$/u, '') : word)).join(' ');
}

function plain(text: string): string {
  const tidied = tidy(text).replace(/^s\/\.?\s*/iu, '').replace(/\s*soles$/iu, '');
  const amount = /^(\d{1,6})(?:[.,](\d{1,2}))?$/u.exec(tidied);
  if (amount && amount[2] !== undefined) return `${Number(amount[1])}.${amount[2].padEnd(2, '0')}`.replace(/\.00$/u, '');
  if (/^[\d\s().+-]+$/u.test(tidied)) return tidied.replace(/\D/gu, '');
  return searchable(tidied);
}
