import type { Instant } from './clock.js';

/** A calendar date as `YYYY-MM-DD`: sorts as text, compares with `<`, has no time zone. */
export type LocalDate = string;

/** A time of day as `HH:MM`, 24 hours. */
export type LocalTime = string;

/** ISO weekday: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const PERU = 'America/Lima';

const DAY = 86_400_000;

/** True for a date that exists: refuses 31/02, and years beyond 2999. */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && dateOf(Number(match[1]), Number(match[2]), Number(match[3])) !== null;
}

/** No date of a centre lies outside; weeks and months beside one that does not are still written with four digits. */
const [FIRST_YEAR, LAST_YEAR] = [1000, 2999];

/** @returns the date, or null where no such day is on the calendar of the years that are taken */
export function dateOf(year: number, month: number, day: number): LocalDate | null {
  const instant = Date.UTC(year, month - 1, day);
  const date = new Date(instant);
  const exists = year >= FIRST_YEAR && year <= LAST_YEAR
    && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'set', 'oct', 'nov', 'dic'];

/**
 * Reads a date as Peruvians write it: `22/11/2026`, also with `-`, `.` or spaces, `22 de noviembre de 2026`, `22 nov 2026`; or as ISO.
 * A year of two figures is none: of 29/1/27 nobody knows whether somebody was born then or is to come.
 * @returns null when it is none of these, or no such day
 */
export function parseLocalDate(text: string): LocalDate | null {
  const trimmed = text.trim().toLowerCase();
  const local = /^(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4})$/u.exec(trimmed);
  if (local) return dateOf(Number(local[3]), Number(local[2]), Number(local[1]));
  const named = /^(\d{1,2})\s*(?:de\s+)?([a-z]{3})[a-z]*\.?\s*(?:del?\s+)?(\d{4})$/u.exec(trimmed);
  const month = named ? MONTHS.indexOf(named[2] === 'sep' ? 'set' : named[2] as string) + 1 : 0;
  if (named && month > 0) return dateOf(Number(named[3]), month, Number(named[1]));
  return isLocalDate(trimmed) ? trimmed : null;
}

/** `22/11/2026` */
export function formatLocalDate(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * A time as people write it: `9`, `9:00`, `9.30`, `0930`, `20h`, `9am`, `8:30 p. m.`; null for anything else. Without
 * `am` or `pm` it is one of the day of 24 hours.
 */
export function parseLocalTime(text: string): LocalTime | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(?:h|hs|hrs|horas?)?\s*(?:([ap])\s*\.?\s*m\s*\.?)?$/iu.exec(text.trim());
  if (!match) return null;
  const [, hours, minutes = '00', half] = match;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const ofDay = half ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour;
  const time = `${String(ofDay).padStart(2, '0')}:${minutes}`;
  return isLocalTime(time) ? time : null;
}

/** Minutes since midnight; `24:00` ends the day. */
export function minuteOfDay(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(toUtc(date) + days * DAY).toISOString().slice(0, 10);
}

/** @returns whole days from `from` to `to`; negative when `to` lies before */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY);
}

export function weekdayOf(date: LocalDate): Weekday {
  return (new Date(toUtc(date)).getUTCDay() || 7) as Weekday;
}

/** Whole years of age on `today`; by year alone when only the year of birth is known. */
export function ageOn(today: LocalDate, birth: { date?: LocalDate | null; year?: number | null }): number | null {
  if (birth.date) {
    const years = Number(today.slice(0, 4)) - Number(birth.date.slice(0, 4));
    return today.slice(5) < birth.date.slice(5) ? years - 1 : years;
  }
  return birth.year ? Number(today.slice(0, 4)) - birth.year : null;
}

/** Zones, each with what its clock shows in the minutes that were asked for. */
const clocks = new Map<string, { formatter: Intl.DateTimeFormat; shown: Map<number, string> }>();

const MINUTE = 60_000;
const MOST_KEPT = 1_000;
/** The last zone whose minutes did not begin with those of UTC, Monrovia's, gave that up in 1972. */
const WHOLE_MINUTES_FROM = Date.UTC(1973, 0);

/** A request asks what time it is again and again, and `Intl` takes longer to say it than most statements do. */
function partsAt(instant: Instant, zone: string): string {
  const { formatter, shown } = clockOf(zone);
  if (instant < WHOLE_MINUTES_FROM) return formatter.format(instant);
  const minute = Math.floor(instant / MINUTE);
  const known = shown.get(minute);
  if (known !== undefined) return known;
  if (shown.size >= MOST_KEPT) shown.clear();
  const parts = formatter.format(instant);
  shown.set(minute, parts);
  return parts;
}

function clockOf(zone: string): { formatter: Intl.DateTimeFormat; shown: Map<number, string> } {
  let clock = clocks.get(zone);
  if (!clock) {
    const formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    });
    clocks.set(zone, clock = { formatter, shown: new Map() });
  }
  return clock;
}

/** The calendar date that the wall of the centre shows at an instant. */
export function localDateAt(instant: Instant, zone: string = PERU): LocalDate {
  return partsAt(instant, zone).slice(0, 10);
}

/** The time of day that the clock of the centre shows at an instant. */
export function localTimeAt(instant: Instant, zone: string = PERU): LocalTime {
  return partsAt(instant, zone).slice(11, 16);
}

/** The instant at which the centre's clock shows this date and time. Peru keeps one offset all year (UTC-5). */
export function instantAt(date: LocalDate, time: LocalTime, zone: string = PERU): Instant {
  const guess = Date.parse(`${date}T${time}:00Z`);
  const shown = Date.parse(`${partsAt(guess, zone).replace(' ', 'T')}:00Z`);
  return guess + (guess - shown);
}

function toUtc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
