import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who runs coaching at a centre: names the coaches and sets how it is held. */
export const COACHING_MANAGERS = ['coordinator', 'administrator'] as const;

/** The roles that can coach: of the trainers and volunteers, those whom the centre has named. */
export const COACHING_ROLES = ['trainer', 'coach'] as const;

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
