import { allow } from '../shared/web/policies.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who finds people: with their organisations and levels, without numbers and dates. */
export const readers = allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator');

/** Who registers people and keeps their records. */
export const clerks = allow('trainer', 'coordinator', 'administrator');

const KEEPERS = ['coordinator', 'administrator'] as const;

/** Who makes one record of two, and takes lists away. */
export const keepers = allow(...KEEPERS);

/** Who sees DNI, date of birth, phone and e-mail, and finds people by a part of a number (Law 29733: as few as need it). */
export function seesNumbers(viewer: Viewer): boolean {
  return hasRole(viewer, 'trainer', 'coordinator', 'administrator');
}

export function keepsRecords(viewer: Viewer): boolean {
  return hasRole(viewer, ...KEEPERS);
}

/**
 * Who calls those who missed a session: sees there, and only there, the phones of those who may be called. A coach is
 * among them, and takes no list of them away.
 */
export const callers = allow('trainer', 'coach', 'coordinator', 'administrator');
