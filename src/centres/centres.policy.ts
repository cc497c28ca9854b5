import type { Role } from '../shared/kernel/roles.js';

/** Who keeps what is known of a centre: its name, rooms, PCs, hours and holidays. */
export const CENTRE_KEEPERS = ['coordinator', 'administrator'] as const satisfies readonly Role[];
