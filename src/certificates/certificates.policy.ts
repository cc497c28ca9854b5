import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who decides when a course counts as completed, and gives certificates for it. */
export const ISSUERS = ['coordinator', 'administrator'] as const;

/** Who takes an edition's certificates along as one file, and opens and closes the test at its end. */
export const TEACHERS = ['trainer', ...ISSUERS] as const;

/** Who reads the certificate of any person of the centre, and what her test at the end found. */
export const READERS = ['trainer', 'coach', ...ISSUERS] as const;

/** What the page of an edition's certificates offers its viewer: no link and no form leads where one may not go. */
export interface MayDo {
  issue: boolean;
  teach: boolean;
  read: boolean;
}

export function mayDo(viewer: Viewer): MayDo {
  return { issue: hasRole(viewer, ...ISSUERS), teach: hasRole(viewer, ...TEACHERS), read: hasRole(viewer, ...READERS) };
}
