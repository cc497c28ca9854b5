import type { LocalTime, Weekday } from '../shared/kernel/local-date.js';
import { refuseFor, StaleEdit, type Refusal } from '../shared/kernel/refusal.js';
import { overlaps, type TimeRange } from '../shared/kernel/time-range.js';

/** From when to when on a weekday, every week: a centre's opening hours, a trainer's hours. */
export interface WeeklyHours {
  weekday: Weekday;
  from: LocalTime;
  to: LocalTime;
}

/** How many spans a day has at most: two leave room for a midday break. */
export const SPANS_A_DAY = 2;

/** The input that holds one end of a span: `from-1-2` is the start of Monday's second. */
export function hoursField(end: 'from' | 'to', weekday: Weekday, span: number): string {
  return `${end}-${weekday}-${span}`;
}

/** A span as a form holds it: which line of its weekday it stands on, the first unless told. */
export type PlacedHours = WeeklyHours & { span?: number };

/** Ends before it begins, or overlaps an earlier line of the same weekday; the fault stands at the line that came later. */
export function hoursRefusals(hours: readonly PlacedHours[]): Refusal[] {
  return hours.flatMap((line, index) => {
    const earlier = hours.slice(0, index).filter(({ weekday }) => weekday === line.weekday);
    const span = line.span ?? earlier.length + 1;
    const { weekday } = line;
    if (span > SPANS_A_DAY) {
      return [{ field: hoursField('from', weekday, SPANS_A_DAY), reason: 'centres:refusals.hours-many', params: { weekday } }];
    }
    if (line.to <= line.from) return [{ field: hoursField('to', weekday, span), reason: 'centres:refusals.hours-end-first', params: { weekday } }];
    const other = earlier.find((range) => overlaps(range, line));
    const params = other && { weekday, from: other.from, to: other.to };
    return params ? [{ field: hoursField('from', weekday, span), reason: 'centres:refusals.hours-overlap', params }] : [];
  });
}

/** Ranges in order, those that touch or overlap as one. */
export function joined(ranges: readonly TimeRange<LocalTime>[]): TimeRange<LocalTime>[] {
  const result: TimeRange<LocalTime>[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = to > last.to ? to : last.to;
    else result.push({ from, to });
  }
  return result;
}

/** One text for the same hours in any order: a form carries it along, so that a save upon older hours is noticed. */
export function hoursStamp(hours: readonly WeeklyHours[]): string {
  return hours.map(({ weekday, from, to }) => `${weekday} ${from}-${to}`).sort().join(', ');
}

/**
 * Whether somebody's hours of the week are to be replaced.
 * @param stamp `hoursStamp` of the hours that the change was made upon; left out: whatever stands there now
 * @throws Refused for hours that overlap or end first; StaleEdit when others were saved meanwhile
 */
export function hoursDiffer(before: readonly WeeklyHours[], wanted: readonly PlacedHours[], stamp?: string): boolean {
  refuseFor(hoursRefusals(wanted));
  const now = hoursStamp(before);
  if (stamp !== undefined && stamp !== now) throw new StaleEdit({ hours: now }, { hours: hoursStamp(wanted) });
  return hoursStamp(wanted) !== now;
}
