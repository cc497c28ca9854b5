import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { LocalDate } from '../shared/kernel/local-date.js';

/** A holiday that the calendar of Peru proposes. */
export interface ProposedHoliday {
  date: LocalDate;
  /** A catalogue key: as the law calls the day. */
  name: string;
}

/** What a feature that plans ahead may be asked for. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

/** The days that move with Easter, by the rule of package date-holidays. Easter itself, a Sunday, is no holiday by law. */
const MOVING: Readonly<Record<string, string>> = { 'easter -3': 'holy-thursday', 'easter -2': 'good-friday' };

let peru: Holidays | undefined;

/** The holidays of the whole world, some megabytes: read when they are first asked for, not at every start. */
function calendars(): typeof Holidays {
  return createRequire(import.meta.url)('date-holidays') as typeof Holidays;
}

/**
 * The public holidays of Peru in a year, by date, each day once: those of article 6 of DL 713 with its amendments (laws
 * 31381, 31530, 31788 and 31822), each from the year in which it came to be. The centre corrects the list.
 */
export function publicHolidays(year: number): ProposedHoliday[] {
  peru ??= new (calendars())('PE', { types: ['public'] });
  const keys = new Map(peru.getHolidays(year).map(({ date, rule }) => [date.slice(0, 10), MOVING[rule] ?? fixedDay(rule)]));
  return [...keys].flatMap(([date, key]) => (key ? [{ date, name: `centres:public-holidays.${key}` }] : []))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * The public holidays between two days (both included) in years of which a centre has none on its list yet: until it has
 * looked at the list, what the law says is nearer to the truth than that it opens on New Year's Day.
 * @param known the years of which it has some
 */
export function presumedHolidays({ from, to }: { from: LocalDate; to: LocalDate }, known: readonly number[]): ProposedHoliday[] {
  const last = Math.min(yearOf(to), LAST_YEAR);
  const years = Array.from({ length: Math.max(0, last - yearOf(from) + 1) }, (_, index) => yearOf(from) + index).filter((year) => !known.includes(year));
  return years.flatMap(ofYear).filter(({ date }) => from <= date && date <= to);
}

const kept = new Map<number, ProposedHoliday[]>();

/** Every search for a free hour asks. */
function ofYear(year: number): ProposedHoliday[] {
  const days = kept.get(year) ?? publicHolidays(year);
  kept.set(year, days);
  return days;
}

/** Those of the year that the centre has not on its list yet. */
export function missingHolidays(year: number, known: readonly { date: LocalDate }[]): ProposedHoliday[] {
  const dates = new Set(known.map(({ date }) => date));
  return publicHolidays(year).filter(({ date }) => !dates.has(date));
}

/**
 * The years, from this one on, of which a centre has no holiday on its list although something is planned in them: they
 * must be asked for before sessions are given dates.
 * @param known the years of which it has some
 */
export function yearsWithoutHolidays(known: readonly number[], today: LocalDate, lastDay: LocalDate): number[] {
  const [from, to] = [yearOf(today), Math.min(yearOf(lastDay), LAST_YEAR)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter((year) => !known.includes(year));
}

/** `2026,2027` as the database joins them. */
export function yearsOf(joined: string | null): number[] {
  return joined ? joined.split(',').map(Number) : [];
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** `08-30` of a rule that names a day of the year; null for others. */
function fixedDay(rule: string): string | null {
  return /^\d\d-\d\d/u.exec(rule)?.[0] ?? null;
}
