import type { Role } from '../shared/kernel/roles.js';

/** Who decides about people's levels. */
export const LEVEL_DECIDERS = ['trainer', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who asks people the questions of the diagnosis. */
export const DIAGNOSIS_ASKERS = ['trainer', 'coach', 'coordinator', 'administrator'] as const satisfies readonly Role[];
