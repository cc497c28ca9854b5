import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { instantAt } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { BookingState } from './booking-states.js';

/**
 * As many hours to come as a learner can have when she books by herself, so that a few do not take all that is free. Staff
 * book more for whoever needs more.
 */
export const OWN_AHEAD = 2;

/** The bookings of a person that are still to come, whoever made them. */
export function aheadOf<B extends BookingState>(bookings: readonly B[], now: Instant): B[] {
  return bookings.filter(({ status, date, startsAt }) => status === 'booked' && now < instantAt(date, startsAt));
}

/** What stands against one more hour that she asks for by herself. @param bookings all of hers that may still come */
export function ownLimitRefusals(bookings: readonly BookingState[], now: Instant): Refusal[] {
  const { length: count } = aheadOf(bookings, now);
  return count < OWN_AHEAD ? [] : [{ reason: 'coaching:refusals.own-limit', params: { count } }];
}

/** Held by whoever books for herself, and by whoever puts her on the waiting list: what is asked for her at once is counted one after the other. */
export function ownBookings(personId: Id): string {
  return `own-bookings:${personId}`;
}
