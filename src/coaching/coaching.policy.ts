import type { Actor } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Role } from '../shared/kernel/roles.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { Side } from './coaching-words.js';

/** Who runs coaching at a centre: names the coaches and sets how it is held. */
export const COACHING_MANAGERS = ['coordinator', 'administrator'] as const satisfies readonly Role[];

/** The roles that can coach: of the trainers and volunteers, those whom the centre has named. */
export const COACHING_ROLES = ['trainer', 'coach'] as const satisfies readonly Role[];

/** Who books for others and keeps the day's list: everybody of the staff who meets learners. */
export const COACHING_STAFF = [...COACHING_ROLES, ...COACHING_MANAGERS] as const;

/** Somebody who acts upon coaching at a centre. */
export interface CoachingActor extends Actor {
  centreId: Id;
  /** Whose bookings are her own; null for staff who are no learners. */
  personId: Id | null;
  side: Exclude<Side, 'system'>;
}

/** @throws NotThere for somebody who has nothing to do with coaching */
export function coachingActor({ accountId, centreId, personId, roles }: Viewer): CoachingActor {
  if (roles.some((role) => (COACHING_STAFF as readonly Role[]).includes(role))) return { accountId, centreId, personId, side: 'staff' };
  if (personId === null) throw new NotThere('coaching for this account');
  return { accountId, centreId, personId, side: 'learner' };
}

/** True when the bookings of a person are hers to make and to change: her own, or anybody's of the centre for staff. */
export function mayActFor({ side, personId }: CoachingActor, bookedFor: Id): boolean {
  return side === 'staff' || personId === bookedFor;
}

/** A learner who acts for herself alone, whatever else she is. @throws NotThere for an account of nobody's own */
export function ownCoaching({ accountId, centreId, personId }: Viewer): CoachingActor & { personId: Id } {
  if (personId === null) throw new NotThere('coaching for this account');
  return { accountId, centreId, personId, side: 'learner' };
}

/** What somebody needs help with is between her and her coach. */
export function seesTopic({ accountId, personId }: Viewer, booking: { personId: Id; coachAccountId: Id }): boolean {
  return booking.coachAccountId === accountId || booking.personId === personId;
}

export function managesCoaching(viewer: Viewer): boolean {
  return hasRole(viewer, ...COACHING_MANAGERS);
}

/** A coach tells her own hours; who runs coaching tells everybody's. */
export function mayTellHours(viewer: Viewer, coach: { accountId: Id }): boolean {
  return coach.accountId === viewer.accountId || managesCoaching(viewer);
}

/** @throws NotThere for another coach's pages, as if there were none */
export function refuseOthers(viewer: Viewer, coach: { accountId: Id }): void {
  if (!mayTellHours(viewer, coach)) throw new NotThere('coach');
}
