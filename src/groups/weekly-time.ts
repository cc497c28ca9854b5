import type { Availability } from '../shared/kernel/availability.js';
import { availabilityOf, partOfDay } from '../shared/kernel/availability.js';
import type { LocalTime, Weekday } from '../shared/kernel/local-date.js';
import { overlaps } from '../shared/kernel/time-range.js';
import type { Weekdays } from '../shared/kernel/weekdays.js';
import { hasWeekday, weekdaysIn } from '../shared/kernel/weekdays.js';

/** When a group meets each week: on some days, from `startsAt` until before `endsAt`. */
export interface WeeklyTime {
  days: Weekdays;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Hours in which somebody can teach, on one weekday. */
export interface TeachingHours {
  weekday: Weekday;
  from: LocalTime;
  to: LocalTime;
}

/** When a part of the day gives way to the next: somebody who stays past it must be free in the next part too. */
const TURNS: readonly LocalTime[] = ['13:00', '18:00'];

/** True when both meet on one weekday at overlapping times; 9 to 11 and 11 to 13 do not. */
export function clash(a: WeeklyTime, b: WeeklyTime): boolean {
  return (a.days & b.days) !== 0 && overlaps({ from: a.startsAt, to: a.endsAt }, { from: b.startsAt, to: b.endsAt });
}

/** What somebody must be free for: each part of the day that the time touches, on each of its days. */
export function availabilityNeeded(time: WeeklyTime): Availability {
  const weekdays = weekdaysIn(time.days);
  const moments = [time.startsAt, ...TURNS.filter((turn) => time.startsAt < turn && turn < time.endsAt)];
  return moments.reduce((bits, moment) => bits | availabilityOf(weekdays, partOfDay(moment)), 0);
}

/** True when the hours hold the whole time on each of its days; hours that touch (9 to 11, 11 to 13) count as one. */
export function holdsWhole(hours: readonly TeachingHours[], time: WeeklyTime): boolean {
  return weekdaysIn(time.days).every((weekday) => {
    const ofDay = hours.filter((span) => span.weekday === weekday).sort((a, b) => (a.from < b.from ? -1 : 1));
    let reached = time.startsAt;
    for (const span of ofDay) {
      if (span.from <= reached && span.to > reached) reached = span.to;
    }
    return reached >= time.endsAt;
  });
}

/**
 * The largest sets of times that all clash with each other at one moment of the week; every pair that clashes is in one
 * of them. Each set is a list of positions in `times`, and no set is part of another.
 */
export function clashSets(times: readonly WeeklyTime[]): number[][] {
  const sets = times.flatMap((moment) => weekdaysIn(moment.days).map((weekday) => indexesAt(times, weekday, moment.startsAt)));
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) => b.length - a.length);
  const kept: number[][] = [];
  for (const set of distinct) {
    if (!kept.some((larger) => set.every((index) => larger.includes(index)))) kept.push(set);
  }
  return kept;
}

function indexesAt(times: readonly WeeklyTime[], weekday: Weekday, moment: LocalTime): number[] {
  return times.flatMap((time, index) => {
    const meets = hasWeekday(time.days, weekday) && time.startsAt <= moment && moment < time.endsAt;
    return meets ? [index] : [];
  });
}
