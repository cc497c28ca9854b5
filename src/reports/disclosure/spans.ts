import { firstDayOf, lastDayOf } from '../../ledger/book-months.js';
import { daysBetween, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import { UNKNOWN, type Scope, type Slice } from '../indicators/indicator.js';

/** At which centres and on which days people are counted. */
export interface Span {
  from: LocalDate;
  to: LocalDate;
  /** None stands for all there are. */
  centres: readonly Id[];
  /** The same for the same centres and days. */
  key: string;
}

const EVER = { from: '0001-01-01', to: '9999-12-31' };

/** Of a figure that is narrowed: a month is so many days of its period, and a centre one of its centres. What else narrows it is left. */
export function spanned(scope: Pick<Scope, 'centreIds' | 'period'> | undefined, { month, centre, ...where }: Slice): { span: Span; where: Slice } {
  const { period: { from, to }, centreIds: centres } = scope ?? { period: EVER, centreIds: [] };
  const ofCentre = centre === undefined ? centres : [centre];
  if (month === undefined || month === UNKNOWN) return { span: spanOf(from, to, ofCentre), where: month === undefined ? where : { ...where, month } };
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  return { span: spanOf(first > from ? first : from, last < to ? last : to, ofCentre), where };
}

function spanOf(from: LocalDate, to: LocalDate, centres: readonly Id[]): Span {
  return { from, to, centres: centres.toSorted(), key: `${from}~${to}@${centres.toSorted().join()}` };
}

/** Whether all of one is within the other, and not all of the other within it. */
export function isInside(small: Span, big: Span): boolean {
  const within = big.centres.length === 0 || (small.centres.length > 0 && small.centres.every((id) => big.centres.includes(id)));
  return within && small.from >= big.from && small.to <= big.to && small.key !== big.key;
}

function areApart(a: Span, b: Span): boolean {
  const elsewhere = a.centres.length > 0 && b.centres.length > 0 && !a.centres.some((id) => b.centres.includes(id));
  return elsewhere || a.to < b.from || b.to < a.from;
}

/** Whether spans that are apart from each other leave nothing of the one that they are all inside of. */
export function fill(parts: readonly Span[], whole: Span): boolean {
  const sizeOf = ({ from, to, centres }: Span): number => (daysBetween(from, to) + 1) * Math.max(1, centres.length);
  return parts.reduce((sum, part) => sum + sizeOf(part), 0) === sizeOf(whole);
}

/** More ways than these to take a span apart are not looked at. */
const MOST_WAYS = 64;

/** The sets of two and more that are apart from each other, each as large as it can be. */
export function setsApart(spans: readonly Span[]): Span[][] {
  const sets: Span[][] = [];
  const extend = (set: Span[], from: number): void => {
    if (sets.length >= MOST_WAYS) return;
    let grew = false;
    for (let index = from; index < spans.length; index += 1) {
      const next = spans[index] as Span;
      if (!set.every((one) => areApart(one, next))) continue;
      grew = true;
      extend([...set, next], index + 1);
    }
    const isWhole = !grew && !spans.some((one) => !set.includes(one) && set.every((other) => areApart(other, one)));
    if (isWhole && set.length > 1) sets.push(set);
  };
  extend([], 0);
  return sets;
}
