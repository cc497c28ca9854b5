import type { QuietTime } from './shell.js';
import type { Viewer } from './viewer.js';

const MINUTE = 60;

/** Others wait for the next PC, and a learner's page is hers alone. */
const AT_A_STATION: QuietTime = { warnAfter: 4 * MINUTE, outAfter: 5 * MINUTE };
const LEARNER: QuietTime = { warnAfter: 13 * MINUTE, outAfter: 15 * MINUTE };
const STAFF: QuietTime = { warnAfter: 28 * MINUTE, outAfter: 30 * MINUTE };

/** How long a viewer may do nothing before she is signed out; null for a station by itself, which nobody is signed in at. */
export function quietTimeOf(viewer: Pick<Viewer, 'kind' | 'stationId'>): QuietTime | null {
  if (viewer.kind === 'station') return null;
  if (viewer.stationId) return AT_A_STATION;
  return viewer.kind === 'staff' ? STAFF : LEARNER;
}
