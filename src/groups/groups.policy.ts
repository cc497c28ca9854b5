import type { Role } from '../shared/kernel/roles.js';

/** Who enrols people in an edition, and changes what became of it. */
export const ENROLLERS = ['trainer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who forms groups, and changes them and who is in them. */
export const MOVERS = ['trainer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who looks at groups and at who waits for one. */
export const GROUP_READERS = ['coach', ...MOVERS] as const satisfies readonly Role[];
