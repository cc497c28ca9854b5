import { isOpen, type CentreCalendar } from '../centres/centre-calendar.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, daysBetween, formatLocalDate, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { overlaps, type TimeRange } from '../shared/kernel/time-range.js';
import type { Span } from './coaching-cells.js';
import type { ExceptionKind } from './coaching-words.js';

/** Dates on which a coach's hours differ: away for the days or during some hours of each, or there beside her hours. */
export interface WantedException {
  kind: ExceptionKind;
  /** Both ends included. */
  fromDate: LocalDate;
  toDate: LocalDate;
  /** Null: the whole day. */
  hours: TimeRange<LocalTime> | null;
}

/** One date of them, as it is on record. */
export interface ExceptionDay {
  id: Id;
  kind: ExceptionKind;
  date: LocalDate;
  fromTime: LocalTime | null;
  toTime: LocalTime | null;
  reason: string | null;
}

/** Dates after each other that were told alike, under the id of the first. */
export interface ExceptionSpan extends WantedException {
  id: Id;
  reason: string | null;
}

/** How many days one exception may take, and how far ahead it may begin: holidays of a month fit twice. */
const LONGEST_DAYS = 62;
const FURTHEST_DAYS = 366;

/** Why an exception cannot be told. `known` holds what was told before of these dates. */
export function exceptionRefusals(
  wanted: WantedException, { today, calendar, known }: { today: LocalDate; calendar: CentreCalendar; known: readonly ExceptionDay[] },
): Refusal[] {
  const bounds = spanRefusals(wanted, today);
  if (bounds.length > 0) return bounds;
  if (wanted.kind === 'extra') {
    const extra = extraRefusals(wanted, calendar, known);
    if (extra.length > 0) return extra;
  }
  return freshDates(wanted, known).length === 0 ? [{ field: 'fromDate', reason: 'coaching:coaches.refusals.exception-known' }] : [];
}

/** The dates that what was told before does not cover already. */
export function freshDates(wanted: WantedException, known: readonly ExceptionDay[]): LocalDate[] {
  return datesOf(wanted).filter((date) => !known.some((day) => day.date === date && day.kind === wanted.kind && covers(day, wanted.hours)));
}

/** What was told, by date: days after each other with the same hours and reason as one. */
export function exceptionSpans(days: readonly ExceptionDay[]): ExceptionSpan[] {
  const spans: ExceptionSpan[] = [];
  for (const day of [...days].sort((a, b) => compare(a.date, b.date) || compare(a.fromTime ?? '', b.fromTime ?? ''))) {
    const open = spans.find((span) => addDays(span.toDate, 1) === day.date && sameTelling(span, day));
    if (open) open.toDate = day.date;
    else spans.push({ id: day.id, kind: day.kind, fromDate: day.date, toDate: day.date, hours: hoursOf(day), reason: day.reason });
  }
  return spans;
}

function spanRefusals({ kind, fromDate, toDate, hours }: WantedException, today: LocalDate): Refusal[] {
  const key = (name: string): string => `coaching:coaches.refusals.exception-${name}`;
  const refusals: Refusal[] = [];
  if (fromDate < today) refusals.push({ field: 'fromDate', reason: key('past') });
  else if (daysBetween(today, fromDate) > FURTHEST_DAYS) refusals.push({ field: 'fromDate', reason: key('far') });
  if (toDate < fromDate) refusals.push({ field: 'toDate', reason: key('backwards') });
  else if (daysBetween(fromDate, toDate) >= LONGEST_DAYS) refusals.push({ field: 'toDate', reason: key('long'), params: { most: LONGEST_DAYS } });
  if (kind === 'extra' && !hours) refusals.push({ field: 'fromTime', reason: key('hours-missing') });
  if (hours && hours.to <= hours.from) refusals.push({ field: 'toTime', reason: key('hours-end-first') });
  return refusals;
}

/** Extra hours lie within the centre's, and not where she has said that she is away. */
function extraRefusals({ hours, ...span }: WantedException, calendar: CentreCalendar, known: readonly ExceptionDay[]): Refusal[] {
  if (!hours) return [];
  const dates = datesOf(span);
  const closed = dates.find((date) => !isOpen(calendar, date, hours));
  if (closed) return [{ field: 'fromTime', reason: 'coaching:coaches.refusals.exception-closed', params: { day: formatLocalDate(closed) } }];
  const away = known.find((day) => day.kind === 'away' && dates.includes(day.date) && meets(hoursOf(day), hours));
  return away ? [{ field: 'fromDate', reason: 'coaching:coaches.refusals.exception-away-then', params: { day: formatLocalDate(away.date) } }] : [];
}

function datesOf({ fromDate, toDate }: Pick<WantedException, 'fromDate' | 'toDate'>): LocalDate[] {
  return Array.from({ length: daysBetween(fromDate, toDate) + 1 }, (_, index) => addDays(fromDate, index));
}

function hoursOf({ fromTime, toTime }: Pick<ExceptionDay, 'fromTime' | 'toTime'>): TimeRange<LocalTime> | null {
  return fromTime !== null && toTime !== null ? { from: fromTime, to: toTime } : null;
}

/** Whether two times of one day have something in common; null is the whole day. */
function meets(a: TimeRange<LocalTime> | null, b: TimeRange<LocalTime> | null): boolean {
  return !a || !b || overlaps(a, b);
}

/** Whether an hour lies, be it in part, where an exception is told. */
export function touches({ fromDate, toDate, hours }: Omit<WantedException, 'kind'>, { date, startsAt, endsAt }: Span): boolean {
  return fromDate <= date && date <= toDate && meets(hours, { from: startsAt, to: endsAt });
}

function covers(day: ExceptionDay, hours: TimeRange<LocalTime> | null): boolean {
  const own = hoursOf(day);
  return !own || (hours !== null && own.from <= hours.from && hours.to <= own.to);
}

function sameTelling(span: ExceptionSpan, day: ExceptionDay): boolean {
  return span.kind === day.kind && span.reason === day.reason
    && (span.hours?.from ?? null) === day.fromTime && (span.hours?.to ?? null) === day.toTime;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
