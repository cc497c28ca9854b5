import { tidy } from './text.js';

/** What the numbers of a centre's papers begin with: at most 15 capitals and digits of its short name. */
export function seriesLetters(centreShortName: string): string {
  const letters = tidy(centreShortName).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]/gu, '').slice(0, 15);
  return letters || 'CENTRO';
}
