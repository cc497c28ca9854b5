import type { Instant } from '../shared/kernel/clock.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { endOf, MINUTE, startOf, type SessionTimes } from './session-times.js';

export interface RegisterSession extends SessionTimes {
  cancelledAt: Instant | null;
  registerSavedAt: Instant | null;
}

/** Whether a register can be taken now; `closed` is open to those alone who may correct what is long past. */
export type RegisterState = 'cancelled' | 'not-yet' | 'open' | 'closed';

/** People come before the hour, and sit down at the PCs. */
const OPENS_BEFORE_MINUTES = 30;

/** Sheets of paper are keyed in within days. */
export const CLOSES_AFTER_DAYS = 14;

const DAY = 24 * 60 * MINUTE;

export function registerState(session: RegisterSession, now: Instant): RegisterState {
  if (session.cancelledAt !== null) return 'cancelled';
  if (now < opensAt(session)) return 'not-yet';
  return now < endOf(session) + CLOSES_AFTER_DAYS * DAY ? 'open' : 'closed';
}

/** From when on the register of a session can be taken. */
export function opensAt(session: SessionTimes): Instant {
  return startOf(session) - OPENS_BEFORE_MINUTES * MINUTE;
}

/**
 * Why the register cannot be written; null when it can.
 * @param mayCorrect true for who may correct registers that closed (coordinators)
 */
export function registerRefusal(session: RegisterSession, now: Instant, mayCorrect: boolean): Refusal | null {
  const state = registerState(session, now);
  if (state === 'open' || (state === 'closed' && mayCorrect)) return null;
  return { reason: `attendance:refusals.register-${state}`, params: { days: CLOSES_AFTER_DAYS, minutes: OPENS_BEFORE_MINUTES } };
}

/** Why a session cannot be cancelled; null when it can. What was taught stays on record. */
export function cancellationRefusal(session: RegisterSession): Refusal | null {
  if (session.cancelledAt !== null) return { reason: 'attendance:refusals.cancelled-already' };
  return session.registerSavedAt === null ? null : { reason: 'attendance:refusals.cancel-saved' };
}
