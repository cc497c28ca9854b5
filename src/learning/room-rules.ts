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
}

export type SeatState = 'not-begun' | 'at-work' | 'stuck' | 'finished';

/** So long without going on, and somebody should look over. A step takes two or three minutes. */
export const QUIET_MINUTES = 6;
/** So many tries at one task have shown both of its helps. */
export const MANY_TRIES = 4;

/** How somebody is getting on, for the trainer who cannot stand behind twenty chairs. */
export function seatState({ step, seenAt, finishedAt, tries }: Seat, now: Instant): SeatState {
  if (finishedAt !== null) return 'finished';
  if (step === null || seenAt === null) return 'not-begun';
  return tries >= MANY_TRIES || now - seenAt >= QUIET_MINUTES * 60_000 ? 'stuck' : 'at-work';
}

/** Whom to look at first: who is stuck, the longest first; who has not begun; the slowest at work; who is done. */
export function byNeed(a: Seat, b: Seat, now: Instant): number {
  const order: SeatState[] = ['stuck', 'not-begun', 'at-work', 'finished'];
  const difference = order.indexOf(seatState(a, now)) - order.indexOf(seatState(b, now));
  if (difference !== 0) return difference;
  if (seatState(a, now) === 'stuck') return (a.seenAt ?? 0) - (b.seenAt ?? 0);
  return (a.step ?? 0) - (b.step ?? 0);
}
