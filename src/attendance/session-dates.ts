import { addDays, weekdayOf, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';

/** When a group meets: on the weekdays of a bitmask (bit weekday - 1), from the first to the last date, both included. */
export interface MeetingPlan {
  from: LocalDate;
  to: LocalDate;
  days: number;
  startsAt: LocalTime;
  /** Codes of the lessons in their order: the first session gets the first. */
  lessons: readonly string[];
}

export interface PlannedSession {
  ordinal: number;
  date: LocalDate;
  lessonCode: string | null;
}

/** A plan that runs on longer than this is a slip of the pen. */
export const LONGEST_PLAN_DAYS = 400;

/** The dates on which a group meets, closed days left out. */
export function meetingDates(plan: Pick<MeetingPlan, 'from' | 'to' | 'days'>, closed: ReadonlySet<LocalDate>): LocalDate[] {
  const dates: LocalDate[] = [];
  const last = [plan.to, addDays(plan.from, LONGEST_PLAN_DAYS)].sort()[0] as LocalDate;
  for (let date = plan.from; date <= last; date = addDays(date, 1)) {
    if ((plan.days & (1 << (weekdayOf(date) - 1))) !== 0 && !closed.has(date)) dates.push(date);
  }
  return dates;
}

/**
 * The sessions that are not there yet. Those that are there keep their number and their lesson, so that planning again
 * after an edition was prolonged only adds.
 */
export function missingSessions(
  plan: MeetingPlan, closed: ReadonlySet<LocalDate>, existing: readonly { date: LocalDate; startsAt: LocalTime; ordinal: number }[],
): PlannedSession[] {
  const taken = new Set(existing.filter(({ startsAt }) => startsAt === plan.startsAt).map(({ date }) => date));
  const last = Math.max(0, ...existing.map(({ ordinal }) => ordinal));
  return meetingDates(plan, closed).filter((date) => !taken.has(date)).map((date, index) => ({
    ordinal: last + index + 1, date, lessonCode: plan.lessons[last + index] ?? null,
  }));
}
