import type { Availability } from '../shared/kernel/availability.js';
import { covers } from '../shared/kernel/availability.js';
import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { WeeklyTime } from './weekly-time.js';
import { availabilityNeeded, clash } from './weekly-time.js';

/** Somebody whom a trainer puts into a group by hand. */
export interface Mover {
  level: Level | null;
  availability: Availability | null;
  /** When she is in class, but for the group that she leaves. */
  busy: readonly WeeklyTime[];
}

/** The group that she is put into, as it is before she comes. */
export interface MoveTarget extends WeeklyTime {
  level: Level;
  /** Working PCs. */
  seats: number;
  members: number;
  /** True when she sits there already. */
  hasHer: boolean;
}

/** What the trainer says to it. */
export interface MoveWords {
  reason: string;
  /** She was asked and can come, whatever her availability says. */
  agreed: boolean;
}

/** Why somebody cannot be put into a group by hand; another level wants a reason, an hour she did not offer her agreement. */
export function moveRefusals(mover: Mover, target: MoveTarget, words: MoveWords): Refusal[] {
  if (target.hasHer) return [{ field: 'group', reason: 'groups:refusals.already-there' }];
  const refusals: Refusal[] = [];
  if (target.members >= target.seats) {
    refusals.push({ field: 'group', reason: 'groups:refusals.group-full', params: { seats: target.seats } });
  }
  if (mover.busy.some((time) => clash(time, target))) refusals.push({ field: 'group', reason: 'groups:refusals.same-time' });
  return [...refusals, ...levelRefusals(mover, target, words), ...availabilityRefusals(mover, target, words)];
}

function levelRefusals({ level }: Mover, target: MoveTarget, { reason }: MoveWords): Refusal[] {
  if (level === target.level || reason.trim() !== '') return [];
  if (level === null) return [{ field: 'reason', reason: 'groups:refusals.no-level-needs-reason' }];
  return [{ field: 'reason', reason: 'groups:refusals.level-needs-reason', params: { level, groupLevel: target.level } }];
}

function availabilityRefusals({ availability }: Mover, target: MoveTarget, { agreed }: MoveWords): Refusal[] {
  if (agreed) return [];
  if (availability === null) return [{ field: 'agreed', reason: 'groups:refusals.availability-unknown' }];
  return covers(availability, availabilityNeeded(target)) ? [] : [{ field: 'agreed', reason: 'groups:refusals.cannot-come' }];
}
