import type { Instant } from '../shared/kernel/clock.js';
import { addDays, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { actButtons, bookingPath, dayPath } from './booking.presenter.js';
import { isOver, nearDayWords, statusBadge } from './booking-words.js';
import type { BookingRow } from './bookings.repository.js';
import { needsOnlyAPc, type Misfit, type StandingBooking } from './misfits.js';
import { timeOf } from './coaching-cells.js';
import type { Timeline, TimelineRow } from './timeline.js';

export type DayBy = 'pc' | 'coach';
/** The page on which something is pressed: the desk's day, or a coach's own. */
export type DayPageName = 'day' | 'own';

export interface DayPage {
  date: LocalDate;
  now: Instant;
  by: DayBy;
  bookings: readonly BookingRow[];
  line: Timeline<BookingRow> | null;
  /** Of the bookings to come, on whatever day, those that no longer fit what was changed after them; by date and time. */
  unfit: readonly Misfit<StandingBooking>[];
}

/** What `coaching/day` shows: the bookings by hour with what can be said of each, then the day as a timeline. */
export function dayView(t: Translate, { date, now, by, bookings, line, unfit }: DayPage): object {
  const today = localDateAt(now);
  return {
    date, lead: nearDayWords(t, date, today), counts: countsWords(t, bookings, now),
    before: dayPath(addDays(date, -1)), after: dayPath(addDays(date, 1)), todayUrl: date === today ? null : '/coaching',
    unfit: unfitOf(t, bookings, unfit, 'day'),
    unfitElsewhere: otherDays(t, unfit.map(({ booking }) => booking.date).filter((one) => one !== date), today),
    callsUrl: bookings.some((row) => row.status === 'booked' && !isOver(row, now)) ? `/coaching/call-list?date=${date}` : null,
    hours: byHour(bookings, (row) => slipView(t, row, now, 'day')),
    tabs: {
      label: t('coaching:desk.by'),
      items: (['pc', 'coach'] as const).map((one) => ({ href: `${dayPath(date)}&by=${one}#timeline`, text: t(`coaching:desk.by-${one}`), current: one === by })),
    },
    timeline: line && timelineView(t, line, by, date),
  };
}

/** `3 reservas, 1 por llegar, 1 sin decir qué pasó` */
export function countsWords(t: Translate, bookings: readonly BookingRow[], now: Instant): string {
  const booked = bookings.filter(({ status }) => status === 'booked');
  const unsaid = booked.filter((row) => isOver(row, now)).length;
  const counts = t('coaching:desk.counts', { count: bookings.length, open: booked.length - unsaid });
  return unsaid > 0 ? `${counts}, ${t('coaching:desk.unsaid', { count: unsaid })}` : counts;
}

/** The bookings of a day under the hours at which they begin. */
export function byHour(bookings: readonly BookingRow[], slip: (row: BookingRow) => object): { hour: string; rows: object[] }[] {
  return [...groupBy(bookings, ({ startsAt }) => startsAt)].map(([hour, rows]) => ({ hour, rows: rows.map(slip) }));
}

/** As `coaching/unfit` shows it. */
interface UnfitView {
  name: string;
  date: LocalDate;
  hour: string;
  href: string;
  why: string[];
  moveUrl: string;
  acts: object | false;
}

/** Of some bookings those that no longer fit. */
export function unfitOf(t: Translate, bookings: readonly BookingRow[], unfit: readonly Misfit<StandingBooking>[], page: DayPageName): UnfitView[] {
  return bookings.flatMap((row) => unfit.filter(({ booking }) => booking.id === row.id).map((misfit) => unfitView(t, row, misfit, page)));
}

/** The other days on which something no longer fits, with how much. */
function otherDays(t: Translate, dates: readonly LocalDate[], today: LocalDate): object[] {
  return [...groupBy(dates, (date) => date)].map(([date, { length: count }]) => ({
    href: dayPath(date), text: t('coaching:desk.unfit-on', { day: nearDayWords(t, date, today), count }),
  }));
}

function unfitView(t: Translate, { id, name, date, startsAt, version }: BookingRow, misfit: Misfit<StandingBooking>, page: DayPageName): UnfitView {
  const reseat = { value: 'reseat', text: t('coaching:desk.acts.reseat'), kind: 'secondary' };
  return {
    name, date, hour: startsAt, href: bookingPath(id), why: misfit.reasons.map(({ reason, params }) => t(reason, params)), moveUrl: `${bookingPath(id)}/move`,
    acts: needsOnlyAPc(misfit) && { action: `${bookingPath(id)}/state`, version, page, about: name, buttons: [reseat] },
  };
}

/** A booking on the desk's or on the coach's day. */
export function slipView(t: Translate, row: BookingRow, now: Instant, page: DayPageName): Record<string, object | string> {
  return {
    name: row.name, href: bookingPath(row.id), hours: hoursWords(t, row.startsAt, row.endsAt), coach: row.coachName, where: row.workstationLabel,
    badge: row.status === 'booked' && isOver(row, now) ? { text: t('coaching:desk.states.unsaid'), kind: 'warning' } : statusBadge(t, row.status),
    acts: { action: `${bookingPath(row.id)}/state`, version: row.version, page, about: row.name, buttons: actButtons(t, row, now) },
  };
}

function timelineView(t: Translate, line: Timeline<BookingRow>, by: DayBy, date: LocalDate): object {
  const rows = by === 'pc' ? line.pcs : line.coaches;
  return {
    caption: t(`coaching:desk.caption-${by}`, { day: dayWords(t, date) }), head: t(`coaching:desk.head-${by}`),
    hours: Array.from({ length: (line.to - line.from) / 4 }, (_, index) => timeOf(line.from + index * 4)),
    quarters: wideQuarters(rows, line).map((wide) => ({ wide })), rows: rows.map((row) => rowView(t, row, by)),
    empty: rows.length === 0 ? t(`coaching:desk.nothing-${by}`) : null,
  };
}

/** Of each quarter of the day whether it is drawn wider, so that words can be read: where anybody is booked, or an hour is offered. */
function wideQuarters(rows: readonly TimelineRow<BookingRow>[], { from, to }: Pick<Timeline<BookingRow>, 'from' | 'to'>): boolean[] {
  const wide = new Set(rows.flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'booked' || kind === 'offered'))
    .flatMap((span) => Array.from({ length: span.to - span.from }, (_, index) => span.from + index)));
  return Array.from({ length: to - from }, (_, index) => wide.has(from + index));
}

function rowView(t: Translate, { label, toLabel, spans }: TimelineRow<BookingRow>, by: DayBy): object {
  return {
    label: toLabel === null ? label : t('coaching:desk.alike', { first: label, last: toLabel }),
    spans: spans.map(({ from, to, kind, booking }) => ({
      kind, quarters: to - from, hours: hoursWords(t, timeOf(from), timeOf(to)),
      text: booking ? booking.name : t(`coaching:desk.kinds.${kind}`), href: booking && bookingPath(booking.id),
      about: booking && t('coaching:desk.booked-about', { state: t(`coaching:desk.states.${booking.status}`), with: by === 'pc' ? booking.coachName : booking.workstationLabel }),
    })),
  };
}
