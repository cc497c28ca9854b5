import type { Id } from '../shared/kernel/ids.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Viewer } from '../shared/web/viewer.js';

/** A role as an account holds it; without a centre it counts at all of them. */
export interface HeldRole {
  role: Role;
  centreId: Id | null;
}

/** Whoever looks after accounts, as she stands at the centre where she works now. */
export type Manager = Pick<Viewer, 'accountId' | 'centreId' | 'roles'>;

const AT_HER_CENTRE: readonly Role[] = ['trainer', 'coach', 'coordinator', 'treasurer', 'funder'];

/** What may be given, by whom: an administrator every role of the staff, a coordinator those of her centre. */
const GRANTABLE: Partial<Record<Role, readonly Role[]>> = {
  administrator: [...AT_HER_CENTRE, 'administrator'],
  coordinator: AT_HER_CENTRE,
};

export function grantableRoles(viewer: Pick<Manager, 'roles'>): Role[] {
  const roles = new Set(viewer.roles.flatMap((role) => GRANTABLE[role] ?? []));
  return [...roles];
}

/** What a viewer came in with that is still hers. */
export function standingRoles(viewer: Manager, held: readonly HeldRole[]): Role[] {
  return viewer.roles.filter((role) => held.some((one) => one.role === role && (one.centreId === null || one.centreId === viewer.centreId)));
}

/**
 * Whether a viewer may change, disable or reset an account. A coordinator may where the account is of her centre alone:
 * whoever resets a password can come in as its owner, and must not come in at another centre or as an administrator.
 */
export function mayManage(viewer: Manager, held: readonly HeldRole[]): boolean {
  if (viewer.roles.includes('administrator')) return true;
  return viewer.roles.includes('coordinator')
    && held.every(({ role, centreId }) => centreId === viewer.centreId && role !== 'administrator');
}

/** Whether a viewer may see that an account exists: its centre is hers. */
export function maySee(viewer: Manager, held: readonly HeldRole[]): boolean {
  return viewer.roles.includes('administrator') || held.some(({ centreId }) => centreId === null || centreId === viewer.centreId);
}
