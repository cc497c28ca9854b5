import { tidy } from './text.js';

/** So many letters of a centre stand before the numbers of its papers. */
export const LONGEST_LETTERS = 15;

/** What the numbers of a centre's papers begin with: capitals and digits of its short name. */
export function seriesLetters(centreShortName: string): string {
  const letters = tidy(centreShortName).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]/gu, '').slice(0, LONGEST_LETTERS);
  return letters || 'CENTRO';
}
