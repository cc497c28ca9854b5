import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who plans sessions, opens their registers and takes them. */
export const REGISTER_TAKERS = ['trainer', 'coordinator', 'administrator'] as const;

/** Who sees who came, and how often. */
export const ATTENDANCE_READERS = ['trainer', 'coach', 'coordinator', 'administrator'] as const;

/** Who decides about sessions that fall on closed days. */
export const CLOSED_DAY_KEEPERS = ['coordinator', 'administrator'] as const;

/** Whether the viewer may open a session's register: no link leads where one may not go. */
export function mayTake(viewer: Viewer): boolean {
  return hasRole(viewer, ...REGISTER_TAKERS);
}

/** Trainers take registers; what is long past is corrected by those who answer for it. */
export function mayCorrect(viewer: Viewer): boolean {
  return hasRole(viewer, 'coordinator', 'administrator');
}
