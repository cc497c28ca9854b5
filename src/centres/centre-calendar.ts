import type { Instant } from '../shared/kernel/clock.js';
import { addDays, instantAt, localDateAt, weekdayOf, type LocalDate, type LocalTime, type Weekday } from '../shared/kernel/local-date.js';
import type { TimeRange } from '../shared/kernel/time-range.js';
import { hasWeekday, type Weekdays } from '../shared/kernel/weekdays.js';
import { joined } from './weekly-hours.js';

/** When a centre is open: its hours of the week, and the days that differ. */
export interface CentreCalendar {
  hours: readonly { weekday: Weekday; opensAt: LocalTime; closesAt: LocalTime }[];
  /** A holiday that is not `closed` is one on which this centre opens as on any such weekday. */
  holidays: readonly { date: LocalDate; name?: string; closed: boolean }[];
}

/** A centre that nobody has asked for its hours yet is no reason to hold no session: it counts as open round the clock. */
const ROUND_THE_CLOCK: TimeRange<LocalTime> = { from: '00:00', to: '24:00' };

/** The hours of one date, in order; hours that touch are one. Empty when it is closed. */
export function openRanges(calendar: CentreCalendar, date: LocalDate): TimeRange<LocalTime>[] {
  if (closedHoliday(calendar, date)) return [];
  if (calendar.hours.length === 0) return [ROUND_THE_CLOCK];
  const weekday = weekdayOf(date);
  return joined(calendar.hours.filter((hours) => hours.weekday === weekday).map(({ opensAt, closesAt }) => ({ from: opensAt, to: closesAt })));
}

/** True when the centre is open during the whole of the time: 9 to 11 fits where it closes at 11. */
export function isOpen(calendar: CentreCalendar, date: LocalDate, time: TimeRange<LocalTime>): boolean {
  return openRanges(calendar, date).some((open) => open.from <= time.from && time.to <= open.to);
}

/** Why the centre is not open during the whole of the time; null when it is. */
export function closing(calendar: CentreCalendar, date: LocalDate, time: TimeRange<LocalTime>): Closing | null {
  const holiday = closedHoliday(calendar, date);
  if (holiday) return { why: 'holiday', name: holiday.name ?? '' };
  return isOpen(calendar, date, time) ? null : { why: 'hours' };
}

export type Closing = { why: 'holiday'; name: string } | { why: 'hours' };

/** When a group meets: its weekdays, and the hour. */
export interface WeeklyMeeting {
  days: Weekdays;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/**
 * The dates on which a group meets from `startsOn` to `endsOn` (both included): its weekdays without those on which the
 * centre is closed at that hour.
 */
export function meetingDates(
  calendar: CentreCalendar, meeting: WeeklyMeeting, span: { startsOn: LocalDate; endsOn: LocalDate },
): LocalDate[] {
  return plannedDates(meeting, span).filter((date) => isOpen(calendar, date, timeOf(meeting)));
}

/**
 * Those dates on which a group still meets: today's counts until its hour is over. What is forecast of a group and what is planned
 * for it both go by this.
 */
export function comingDates(
  calendar: CentreCalendar, meeting: WeeklyMeeting, span: { startsOn: LocalDate; endsOn: LocalDate }, now: Instant,
): LocalDate[] {
  return meetingDates(calendar, meeting, comingSpan(span, now)).filter((date) => instantAt(date, meeting.endsAt) > now);
}

/** What is left of a span from today on. */
export function comingSpan<S extends { startsOn: LocalDate; endsOn: LocalDate }>(span: S, now: Instant): { startsOn: LocalDate; endsOn: LocalDate } {
  const today = localDateAt(now);
  return { startsOn: today > span.startsOn ? today : span.startsOn, endsOn: span.endsOn };
}

function plannedDates({ days }: WeeklyMeeting, { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = startsOn; date <= endsOn; date = addDays(date, 1)) {
    if (hasWeekday(days, weekdayOf(date))) dates.push(date);
  }
  return dates;
}

function closedHoliday({ holidays }: CentreCalendar, date: LocalDate): CentreCalendar['holidays'][number] | undefined {
  return holidays.find((holiday) => holiday.closed && holiday.date === date);
}

function timeOf({ startsAt, endsAt }: WeeklyMeeting): TimeRange<LocalTime> {
  return { from: startsAt, to: endsAt };
}
