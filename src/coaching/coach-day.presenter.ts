import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { bookingPath } from './booking.presenter.js';
import { nearDayWords, topicWords, whereWords } from './booking-words.js';
import type { BookingRow } from './bookings.repository.js';
import { byHour, countsWords, slipView, unfitOf } from './day.presenter.js';
import type { Misfit, StandingBooking } from './misfits.js';

/**
 * What `coaching/my-day` shows: a coach's own bookings of today by hour and those after, with what each person needs help with.
 * What was cancelled for today is named, so that she does not wait for anybody; and what of the last days nobody has said anything of.
 * @param rows as `BookingsRepository.ofCoach` reads them
 * @param unfit of the centre's bookings to come, those that no longer fit
 */
export function coachDayView(t: Translate, rows: readonly BookingRow[], unfit: readonly Misfit<StandingBooking>[], now: Instant): object {
  const today = localDateAt(now);
  const standing = rows.filter(({ status }) => status !== 'cancelled');
  const [ofToday, later] = [standing.filter(({ date }) => date === today), standing.filter(({ date }) => date > today)];
  const cancelled = rows.filter(({ status }) => status === 'cancelled');
  return {
    lead: nearDayWords(t, today, today), counts: countsWords(t, ofToday, now),
    unfit: unfitOf(t, standing, unfit, 'own').map((one) => ({ ...one, day: one.date === today ? null : nearDayWords(t, one.date, today) })),
    hours: byHour(ofToday, (row) => ownSlip(t, row, now)),
    cancelled: cancelled.map((row) => ({ hour: row.startsAt, name: row.name, href: bookingPath(row.id) })),
    unsaid: byDay(t, standing.filter(({ date }) => date < today), now), later: byDay(t, later, now),
  };
}

function byDay(t: Translate, rows: readonly BookingRow[], now: Instant): object[] {
  return [...groupBy(rows, ({ date }) => date)].map(([date, ofDay]) => ({ day: nearDayWords(t, date, localDateAt(now)), hours: byHour(ofDay, (row) => ownSlip(t, row, now)) }));
}

/** On a day to come all are booked: it need not be said of each. */
function ownSlip(t: Translate, row: BookingRow, now: Instant): object {
  const topic = topicWords(t, row.topic);
  const slip = slipView(t, row, now, 'own');
  return {
    ...slip, badge: row.date > localDateAt(now) && row.status === 'booked' ? null : slip.badge, coach: null, where: whereWords(t, row), notesUrl: `${bookingPath(row.id)}/notes`, topic: topic && t('coaching:own.about', { topic }),
  };
}
