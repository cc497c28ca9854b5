import { attended, type Mark } from './register-rules.js';

/** A session of which a learner has a mark, and how many minutes it lasted. */
export interface MarkedSession extends Pick<Mark, 'status' | 'minutes'> {
  length: number;
}

/** What a learner was there for, of what was held while she was in the group. */
export interface Attendance {
  /** Sessions with a mark of hers. */
  held: number;
  /** Sessions she came to, be it late or not to the end. */
  came: number;
  minutesHeld: number;
  minutesAttended: number;
}

/** Minutes in the room; what nobody noted of a late arrival is not taken off. */
export function minutesAttended({ status, minutes, length }: MarkedSession): number {
  if (!attended(status)) return 0;
  return status === 'present' ? length : Math.max(0, length - (minutes ?? 0));
}

export function attendanceOf(sessions: readonly MarkedSession[]): Attendance {
  const total: Attendance = { held: 0, came: 0, minutesHeld: 0, minutesAttended: 0 };
  for (const session of sessions) {
    total.held += 1;
    if (attended(session.status)) total.came += 1;
    total.minutesHeld += session.length;
    total.minutesAttended += minutesAttended(session);
  }
  return total;
}

/**
 * The share of sessions she came to, in whole per cent; null before the first one. Rounded down wherever it is shown: it
 * stands beside what a certificate asks, and 79.6 that reads as 80 would be refused without a reason to be seen.
 */
export function shareAttended({ held, came }: Pick<Attendance, 'held' | 'came'>): number | null {
  return held === 0 ? null : Math.floor((came * 100) / held);
}
