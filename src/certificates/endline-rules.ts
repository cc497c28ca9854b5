import type { EditionStatus } from '../courses/edition-rules.js';
import { daysBetween, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** The last week of a course, in days before its end. */
export const LAST_DAYS = 7;

/** A course that is over, and not only coming to its end. */
export function isOver({ status, endsOn }: { status: EditionStatus; endsOn: LocalDate }, today: LocalDate): boolean {
  return status === 'closed' || endsOn < today;
}

/** Why the test at the end cannot be opened yet: it shows what a course has brought when the course is nearly over. */
export function openingRefusals({ status, endsOn }: { status: EditionStatus; endsOn: LocalDate }, today: LocalDate): Refusal[] {
  const due = status === 'closed' || (status === 'running' && daysBetween(today, endsOn) <= LAST_DAYS);
  return due ? [] : [{ reason: 'certificates:refusals.endline-early' }];
}
