import type { Instant } from '../../shared/kernel/clock.js';
import { LONGEST_DEADLINE } from '../../shared/database/unit-of-work.js';

/** So far the clocks of several machines may differ. */
export const CLOCKS_DIFFER = 60_000;

/**
 * How far back the trail is read again. An entry bears the time at which its unit of work began, and can be read when that
 * is committed: as late as its deadline allows. Twice that, and a minute for the clocks of several machines, which differ.
 */
export const OVERLAP = 2 * LONGEST_DEADLINE + CLOCKS_DIFFER;

/**
 * What time it is for whoever follows the trail: that of its own clock, unless it goes wrong. By the time of a clock that
 * is ahead, what others write in between would count as read, and never be.
 * @param ahead how much this machine's clock shows more than the database's; negative for less
 */
export function sharedTime(now: Instant, ahead: number): Instant {
  return Math.abs(ahead) > CLOCKS_DIFFER ? now - ahead : now;
}

/**
 * True for facts that say they hold what is still to come, by so much that what is written now would not be read again: a
 * clock was ahead, and nobody knows from when on entries were left out.
 */
export function isAheadOfTime(followedUntil: Instant, now: Instant): boolean {
  return followedUntil - now > OVERLAP - LONGEST_DEADLINE;
}
