import { closing, type CentreCalendar, type Closing } from '../centres/centre-calendar.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { RegisterSession } from './register-window.js';
import { startOf } from './session-times.js';

/** A session to come for which the centre is not open. */
export interface ClosedSession<S> {
  session: S;
  closing: Closing;
}

/** The sessions to come that fall on a holiday or outside the hours, in their order: what a change of either leaves behind. */
export function closedSessions<S extends RegisterSession>(calendar: CentreCalendar, sessions: readonly S[], now: Instant): ClosedSession<S>[] {
  return sessions.flatMap((session) => {
    if (session.cancelledAt !== null || session.registerSavedAt !== null || startOf(session) <= now) return [];
    const why = closing(calendar, session.date, { from: session.startsAt, to: session.endsAt });
    return why ? [{ session, closing: why }] : [];
  });
}
