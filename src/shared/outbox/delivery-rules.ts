import type { Instant } from '../kernel/clock.js';
import type { MessageStatus } from './outbox-message.entity.js';

/**
 * What became of an attempt. `sent`: taken by whoever delivers it. `refused`: not sent, and trying again changes nothing.
 * `not-now`: certainly not sent, worth another attempt. `unknown`: it may have gone, so it is never tried again.
 */
export type Attempt = { outcome: 'sent' } | { outcome: 'refused' | 'not-now' | 'unknown'; fault: string };

/** A message as an attempt leaves it. */
export interface AfterAttempt {
  status: MessageStatus;
  dueAt: Instant;
  sentAt: Instant | null;
  fault: string | null;
}

const MINUTE = 60_000;
const WAITS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE);

/** After so long, a message that was taken up by a process that is gone is one of which nobody knows whether it went. */
export const TAKEN_FOR_LOST = 5 * MINUTE;

/** @param attempts how many were made, this one included; after the fifth in vain it has failed */
export function afterAttempt(message: { dueAt: Instant; uselessAfter: Instant }, attempts: number, attempt: Attempt, now: Instant): AfterAttempt {
  if (attempt.outcome === 'sent') return { status: 'sent', dueAt: message.dueAt, sentAt: now, fault: null };
  const ended = { dueAt: message.dueAt, sentAt: null, fault: attempt.fault.slice(0, 300) };
  if (attempt.outcome === 'unknown') return { ...ended, status: 'unknown' };
  const again = now + (WAITS[attempts - 1] ?? Infinity);
  return attempt.outcome === 'refused' || again >= message.uselessAfter ? { ...ended, status: 'failed' } : { ...ended, status: 'waiting', dueAt: again };
}
