import type { LocalDate } from '../shared/kernel/local-date.js';
import { ageOn, formatLocalDate, parseLocalDate } from '../shared/kernel/local-date.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';

/** When somebody was born: the day, or only the year (`birthYear` is kept beside a known day too), or not told. */
export interface Birth {
  birthDate: LocalDate | null;
  birthYear: number | null;
}

const YOUNGEST = 6;
const OLDEST = 110;

/** Reads `04/01/1967`, `1967-01-04` or only `1967`; refuses a day that is not on the calendar and ages outside 6 to 110. */
export function readBirth(text: string, today: LocalDate): Reading<Birth> {
  // A nought says nothing in a phone's column; as a year it is a slip.
  if (/^0+$/u.test(text.trim())) return unreadable('people:refusals.birth-form');
  if (saysNothing(text)) return readAs({ birthDate: null, birthYear: null });
  // Spreadsheets append midnight to a date that was never a time.
  const written = text.trim().replace(/[ T]+00?:00(?::00)?(?:\.0+)?Z?$/u, '');
  if (/^\d{4}$/u.test(written)) return ofAge({ birthDate: null, birthYear: Number(written) }, today);
  const birthDate = parseLocalDate(written);
  if (birthDate) return ofAge({ birthDate, birthYear: Number(birthDate.slice(0, 4)) }, today);
  const looksLikeADate = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$|^\d{4}-\d{2}-\d{2}$/u.test(written);
  return unreadable(looksLikeADate ? 'people:refusals.birth-impossible' : 'people:refusals.birth-form');
}

/** `04/01/1967`, `1967` or nothing: what `readBirth` reads back. */
export function formatBirth(birth: Birth): string {
  return birth.birthDate ? formatLocalDate(birth.birthDate) : String(birth.birthYear ?? '');
}

function ofAge(birth: Birth, today: LocalDate): Reading<Birth> {
  const age = ageOn(today, { date: birth.birthDate, year: birth.birthYear }) as number;
  const future = birth.birthDate ? birth.birthDate > today : age < 0;
  if (future) return unreadable('people:refusals.birth-future');
  if (age < YOUNGEST) return unreadable('people:refusals.birth-too-young', { youngest: YOUNGEST });
  return age > OLDEST ? unreadable('people:refusals.birth-too-old', { oldest: OLDEST }) : readAs(birth);
}
