import type { Role } from '../shared/kernel/roles.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { Moment } from './survey-words.js';

/** Who sees what people say about an edition, added up. */
export const SURVEY_READERS = ['trainer', 'coach', 'coordinator', 'administrator'] as const satisfies readonly Role[];

/** Who teaches does not get to read, on paper either, what one person says about the teaching. */
export function mayEnterPaper(viewer: Viewer, moment: Moment): boolean {
  return moment === 'start' ? hasRole(viewer, ...SURVEY_READERS) : readsComments(viewer);
}

/** What people wrote in their own words can tell who wrote it. */
export function readsComments(viewer: Viewer): boolean {
  return hasRole(viewer, 'coordinator', 'administrator');
}
