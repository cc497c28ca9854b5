import type { Availability } from '../shared/kernel/availability.js';
import { covers } from '../shared/kernel/availability.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { Traits } from './gap-weights.js';
import { addTraits, countTraits, gapWeight } from './gap-weights.js';
import type { WeeklyTime } from './weekly-time.js';
import { availabilityNeeded, clash } from './weekly-time.js';

/** Somebody of an edition who waits for a seat. */
export interface Waiting {
  enrolmentId: Id;
  personId: Id;
  level: Level | null;
  availability: Availability | null;
  enrolledAt: Instant;
  traits: Traits;
  /** When she is in class already, in other editions. */
  busy: readonly WeeklyTime[];
}

/** A group in which seats fell free. */
export interface FreeSeats extends WeeklyTime {
  level: Level;
  free: number;
}

/**
 * The order in which those who wait are called: always the one whose sex, age and access are missing most among those who
 * have a seat and those called before her, compared with the registered. So that one kind of people closes its gap and
 * the next comes, not all of it first. Ties go to who enrolled first.
 */
export function waitingOrder<T extends Waiting>(waiting: readonly T[], registered: readonly Traits[], placed: readonly Traits[]): T[] {
  const left = [...waiting].sort((a, b) => a.enrolledAt - b.enrolledAt || (a.enrolmentId < b.enrolmentId ? -1 : 1));
  const [all, seated] = [countTraits(registered), countTraits(placed)];
  const order: T[] = [];
  while (left.length > 0) {
    const weights = left.map(({ traits }) => gapWeight(all, seated, traits));
    const [next] = left.splice(weights.indexOf(Math.max(...weights)), 1);
    if (!next) break;
    order.push(next);
    addTraits(seated, next.traits);
  }
  return order;
}

/** Whom the free seats of a group go to: the first in the order who are of its level and can come. */
export function promoted<T extends Waiting>(order: readonly T[], seats: FreeSeats): T[] {
  const needed = availabilityNeeded(seats);
  return order.filter(({ level, availability, busy }) => (
    level === seats.level && availability !== null && covers(availability, needed) && !busy.some((time) => clash(time, seats))
  )).slice(0, Math.max(0, seats.free));
}
