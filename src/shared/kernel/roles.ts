/** What an account may be at a centre. */
export const ROLES = ['learner', 'trainer', 'coach', 'coordinator', 'treasurer', 'administrator', 'funder', 'station'] as const;

export type Role = (typeof ROLES)[number];

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}
