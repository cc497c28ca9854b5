import type { Role } from '../shared/kernel/roles.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Whoever may change what a centre teaches. */
export const EDITORS = ['coordinator', 'administrator'] as const satisfies readonly Role[];

/** Whoever may plan an edition and lead it through its life: every part of it is open to them. */
export const PLANNERS = ['trainer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who tells when trainers can teach: `/trainers`. */
export const TELLERS = ['trainer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** A trainer tells her own hours; these tell everybody's. */
export function mayTellForAll(viewer: Viewer): boolean {
  return hasRole(viewer, 'coordinator', 'administrator');
}
