import { MONEY_READERS } from '../ledger/money.policy.js';
import type { Role } from '../shared/kernel/roles.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who may ask that a fee be waived: whoever talks with learners, and whoever keeps the money. */
export const WAIVER_ASKERS = ['trainer', 'coach', 'treasurer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who sees all of somebody's charges and payments; the other staff see what she owes, and nobody else anything. */
export function readsMoney(viewer: Viewer): boolean {
  return hasRole(viewer, ...MONEY_READERS);
}
