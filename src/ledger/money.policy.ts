import type { Role } from '../shared/kernel/roles.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who books money: the till, receipts, expenses, contributions. */
export const MONEY_KEEPERS = ['treasurer', 'administrator'] as const satisfies readonly Role[];

/** Who decides for the consortium: waivers, approvals, the month's second signature. */
export const MONEY_DECIDERS = ['coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who may see the books with the people in them. */
export const MONEY_READERS = ['treasurer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

export function keepsMoney(viewer: Viewer): boolean {
  return hasRole(viewer, ...MONEY_KEEPERS);
}
