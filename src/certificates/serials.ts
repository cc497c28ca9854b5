import type { LocalDate } from '../shared/kernel/local-date.js';
import { seriesLetters } from '../shared/kernel/series.js';

/** The series of a centre's year: `VES-2026`. At most 20 characters of capitals and digits. */
export function seriesOf(centreShortName: string, issuedOn: LocalDate): string {
  return `${seriesLetters(centreShortName)}-${issuedOn.slice(0, 4)}`;
}

/** `VES-2026-0042` */
export function serialOf(series: string, number: number): string {
  return `${series}-${String(number).padStart(4, '0')}`;
}
