import Holidays from 'date-holidays';
import { tidy } from '../shared/kernel/text.js';
import type { LocalDate } from '../shared/kernel/local-date.js';

export interface ProposedHoliday {
  date: LocalDate;
  name: string;
}

/** What a feature that plans ahead may be asked for. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

let peru: Holidays | undefined;

/** The public holidays of Peru in a year, by date, each day once (package date-holidays); the centre corrects the list. */
export function publicHolidays(year: number): ProposedHoliday[] {
  peru ??= new Holidays('PE', { types: ['public'] });
  const byDate = new Map<LocalDate, ProposedHoliday>();
  for (const { date, name } of peru.getHolidays(year, 'es')) {
    const day = date.slice(0, 10);
    if (!byDate.has(day)) byDate.set(day, { date: day, name: tidy(name) });
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Those of the year that the centre has not on its list yet. */
export function missingHolidays(year: number, known: readonly { date: LocalDate }[]): ProposedHoliday[] {
  const dates = new Set(known.map(({ date }) => date));
  return publicHolidays(year).filter(({ date }) => !dates.has(date));
}
