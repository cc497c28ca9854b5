import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { bookingPath } from './booking.presenter.js';
import { nearDayWords, topicWords } from './booking-words.js';
import type { BookingRow } from './bookings.repository.js';
import { slipView } from './day.presenter.js';

/** What `coaching/my-day` shows: a coach's own bookings of today and after, with what each person needs help with. */
export function coachDayView(t: Translate, rows: readonly BookingRow[], now: Instant): object {
  const today = localDateAt(now);
  const slip = (row: BookingRow): object => ({ ...slipView(t, row, now, 'own'), coach: null, notesUrl: `${bookingPath(row.id)}/notes`, topic: topicWords(t, row.topic) });
  return {
    lead: nearDayWords(t, today, today), today: rows.filter(({ date }) => date === today).map(slip),
    later: [...groupBy(rows.filter(({ date }) => date > today), ({ date }) => date)].map(([date, ofDay]) => ({ day: nearDayWords(t, date, today), rows: ofDay.map(slip) })),
  };
}
