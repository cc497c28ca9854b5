import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { BookingStatus } from './coaching-words.js';
import { saysSomething, type NoteContent } from './note-content.js';

/** Why nothing can be noted about an hour; null where it can: from its day on, unless it was not held. */
export function notingRefusal({ status, date }: { status: BookingStatus; date: LocalDate }, now: Instant): Refusal | null {
  if (status === 'cancelled' || status === 'no-show') return { reason: `notes:refusals.${status}` };
  return date > localDateAt(now) ? { reason: 'notes:refusals.not-yet' } : null;
}

interface Noted {
  content: NoteContent;
  outcome: { skills: readonly string[]; confidenceBefore: number | null; confidenceAfter: number | null };
}

/** Nobody sends an empty page on purpose; what was noted before can be emptied. */
export function emptyRefusal({ content, outcome }: Noted, notedBefore: boolean): Refusal | null {
  const { skills, confidenceBefore, confidenceAfter } = outcome;
  const something = saysSomething(content) || skills.length > 0 || confidenceBefore !== null || confidenceAfter !== null;
  return something || notedBefore ? null : { field: 'goals', reason: 'notes:refusals.nothing' };
}
