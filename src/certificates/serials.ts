import type { LocalDate } from '../shared/kernel/local-date.js';

/** The series of a centre's year: `VES-2026`, at most 20 characters. @param letters of the centre: see `centreLetters` */
export function seriesOf(letters: string, issuedOn: LocalDate): string {
  return `${letters}-${issuedOn.slice(0, 4)}`;
}

/** `VES-2026-0042` */
export function serialOf(series: string, number: number): string {
  return `${series}-${String(number).padStart(4, '0')}`;
}
