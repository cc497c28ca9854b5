import { covers } from '../shared/kernel/availability.js';
import type { Mover, MoveTarget } from './moving-rules.js';
import { availabilityNeeded, clash } from './weekly-time.js';

/** How a group suits somebody who is to sit in it. */
export interface GroupFit {
  level: 'same' | 'neighbour' | 'other' | 'unknown';
  hour: 'comes' | 'cannot' | 'unknown' | 'in-class';
  full: boolean;
}

export function groupFit({ level, availability, busy }: Mover, target: MoveTarget): GroupFit {
  const steps = level === null ? null : Math.abs(level - target.level);
  const offered = availability === null ? 'unknown' : covers(availability, availabilityNeeded(target)) ? 'comes' : 'cannot';
  return {
    level: steps === null ? 'unknown' : steps === 0 ? 'same' : steps === 1 ? 'neighbour' : 'other',
    hour: busy.some((time) => clash(time, target)) ? 'in-class' : offered,
    full: target.members >= target.seats,
  };
}

/** The less, the better: what the rules refuse comes last; before it what they want a reason, and before that an agreement, for. */
export function fitOrder({ level, hour, full }: GroupFit): number {
  const levels = { same: 0, neighbour: 1, unknown: 1, other: 2 };
  const hours = { comes: 0, unknown: 3, cannot: 6, 'in-class': 20 };
  return levels[level] + hours[hour] + (full ? 40 : 0);
}
