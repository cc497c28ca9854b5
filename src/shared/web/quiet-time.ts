import type { Request } from 'express';
import type { QuietTime } from './shell.js';
import type { Viewer } from './viewer.js';

const MINUTE = 60;

/** Others wait for the next PC, and a learner's page is hers alone. */
const AT_A_STATION: QuietTime = { warnAfter: 4 * MINUTE, outAfter: 5 * MINUTE };
/** She reads a page, or works on paper, with a lesson or a test before her. */
const AT_WORK: QuietTime = { warnAfter: 13 * MINUTE, outAfter: 15 * MINUTE };
/** In a session of her group somebody explains, and the trainer is in the room. */
const IN_CLASS: QuietTime = { warnAfter: 28 * MINUTE, outAfter: 30 * MINUTE };
const LEARNER: QuietTime = { warnAfter: 13 * MINUTE, outAfter: 15 * MINUTE };
const STAFF: QuietTime = { warnAfter: 28 * MINUTE, outAfter: 30 * MINUTE };

/**
 * How long a viewer may do nothing before she is signed out; null for a station by itself, which nobody is signed in at.
 *
 * @param atWork whether the page before her is one that takes its time
 */
export function quietTimeOf({ kind, stationId, inClass }: Pick<Viewer, 'kind' | 'stationId' | 'inClass'>, atWork: boolean): QuietTime | null {
  if (kind === 'station') return null;
  if (kind === 'staff') return stationId ? AT_A_STATION : STAFF;
  if (!stationId) return LEARNER;
  return inClass ? IN_CLASS : atWork ? AT_WORK : AT_A_STATION;
}

/** True for a page of a lesson or a test, and for what such a page asks in the background. */
export function isAtWork({ path, query }: Pick<Request, 'path' | 'query'>): boolean {
  const place = path === '/session/alive' && typeof query.at === 'string' ? query.at : path;
  return /^\/(learning|placement|endline)\//u.test(place);
}
