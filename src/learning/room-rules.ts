import { attended, type MarkStatus } from '../attendance/register-rules.js';
import type { Instant } from '../shared/kernel/clock.js';

/** Somebody of the group, and how far she is in the lesson of the session. */
export interface Seat {
  /** Where she is, from 1; null before she began. */
  step: number | null;
  /** When she last went on, in the lesson or in its practice. */
  seenAt: Instant | null;
  finishedAt: Instant | null;
  /** Tries at the task where she is; 0 outside a practice. */
  tries: number;
  /** When she last went on in another lesson that she is in the middle of; null when there is none. */
  elsewhereAt: Instant | null;
}

export type SeatState = 'not-begun' | 'elsewhere' | 'at-work' | 'stuck' | 'finished';

/** In the order in which they need somebody. */
export const SEAT_STATES: readonly SeatState[] = ['stuck', 'not-begun', 'elsewhere', 'at-work', 'finished'];

/** So long without going on, and somebody should look over. A step takes two or three minutes. */
const QUIET_MINUTES = 6;
/** So many tries at one task have shown both of its helps. */
const MANY_TRIES = 4;
/** So long, about a session, somebody counts as being where she was last; what she did at home in the morning is over. */
const ELSEWHERE_MINUTES = 120;

/** How somebody is getting on, for the trainer who cannot stand behind twenty chairs. */
export function seatState({ step, seenAt, finishedAt, tries, elsewhereAt }: Seat, now: Instant): SeatState {
  if (finishedAt !== null) return 'finished';
  if (elsewhereAt !== null && elsewhereAt > (seenAt ?? 0) && now - elsewhereAt < ELSEWHERE_MINUTES * 60_000) return 'elsewhere';
  if (step === null || seenAt === null) return 'not-begun';
  return tries >= MANY_TRIES || now - seenAt >= QUIET_MINUTES * 60_000 ? 'stuck' : 'at-work';
}

/** Marked as not being there, and nowhere seen since the session began: nobody has to look over to her chair. */
export function isAway(mark: MarkStatus | null, { seenAt, elsewhereAt }: Pick<Seat, 'seenAt' | 'elsewhereAt'>, begins: Instant): boolean {
  return mark !== null && !attended(mark) && Math.max(seenAt ?? 0, elsewhereAt ?? 0) < begins;
}

/** Whom to look at first: who is stuck, the longest first; who has not begun; who is at another lesson; the slowest at work; who is done. */
export function byNeed(a: Seat, b: Seat, now: Instant): number {
  const difference = SEAT_STATES.indexOf(seatState(a, now)) - SEAT_STATES.indexOf(seatState(b, now));
  if (difference !== 0) return difference;
  if (seatState(a, now) === 'stuck') return (a.seenAt ?? 0) - (b.seenAt ?? 0);
  return (a.step ?? 0) - (b.step ?? 0);
}
