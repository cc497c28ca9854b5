import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { endOf, MINUTE, startOf, type SessionTimes } from './session-times.js';

export interface OfferedSession extends SessionTimes {
  id: Id;
}

/** Who signs in so early has come for something else. */
const EARLY_MINUTES = 60;

/** The session that somebody who signs in now has come to: the one that is on, else the next to begin within the hour. */
export function sessionArrivedAt<S extends OfferedSession>(sessions: readonly S[], now: Instant): S | null {
  const near = sessions.filter((session) => now < endOf(session) && startOf(session) - EARLY_MINUTES * MINUTE <= now);
  return near.sort((a, b) => startOf(a) - startOf(b))[0] ?? null;
}
