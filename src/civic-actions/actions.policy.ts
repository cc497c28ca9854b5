import type { Role } from '../shared/kernel/roles.js';

/** Who asks people what they did, writes it down for them and looks at what proves it. */
export const ACTION_STAFF = ['trainer', 'coach', 'coordinator', 'administrator'] as const satisfies readonly Role[];
