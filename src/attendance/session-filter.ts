import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { SessionFilter } from './sessions.repository.js';

/** Trainers see their own groups' sessions, and all of the centre's when they ask; who coordinates sees all. */
export function filterOf(viewer: Viewer, { whose }: { whose?: string | undefined } = {}): SessionFilter {
  return { centreId: viewer.centreId, trainerId: seesAll(viewer) || whose === 'all' ? null : viewer.accountId };
}

export function seesAll(viewer: Viewer): boolean {
  return hasRole(viewer, 'coordinator', 'administrator');
}
