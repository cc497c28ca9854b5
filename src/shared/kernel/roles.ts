/** What an account may be at a centre. */
export const ROLES = ['learner', 'trainer', 'coach', 'coordinator', 'treasurer', 'administrator', 'funder', 'station'] as const;

export type Role = (typeof ROLES)[number];
