import type { Instant } from '../shared/kernel/clock.js';
import { opensAt, registerState, type RegisterSession } from './register-window.js';
import { endOf } from './session-times.js';

/** How far a session is: to come, on, over without its register, its register saved, cancelled, or over for good without one. */
export type SessionState = 'upcoming' | 'now' | 'to-take' | 'saved' | 'cancelled' | 'missed';

/** What a list says of a session; before its end a saved register is `saved` already. */
export function sessionState(session: RegisterSession, now: Instant): SessionState {
  if (session.cancelledAt !== null) return 'cancelled';
  if (session.registerSavedAt !== null) return 'saved';
  if (now < opensAt(session)) return 'upcoming';
  if (now < endOf(session)) return 'now';
  return registerState(session, now) === 'closed' ? 'missed' : 'to-take';
}

const URGENCY: readonly SessionState[] = ['now', 'to-take', 'upcoming', 'saved', 'cancelled', 'missed'];

/** What has to be done first stands first; within that, by the hour. */
export function byUrgency<S extends RegisterSession>(sessions: readonly S[], now: Instant): S[] {
  const rank = (session: S): number => URGENCY.indexOf(sessionState(session, now));
  return [...sessions].sort((a, b) => rank(a) - rank(b) || (`${a.date} ${a.startsAt}` < `${b.date} ${b.startsAt}` ? -1 : 1));
}

/**
 * Of sessions that are over without their register, those whose register somebody can take, and those that are closed to
 * her: these only who `mayCorrect` can take.
 */
export function takable<S extends RegisterSession>(sessions: readonly S[], now: Instant, mayCorrect: boolean): { open: S[]; closed: S[] } {
  const isOpen = (session: S): boolean => mayCorrect || sessionState(session, now) !== 'missed';
  return { open: sessions.filter(isOpen), closed: sessions.filter((session) => !isOpen(session)) };
}
