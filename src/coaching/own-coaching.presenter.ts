import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { possibleActs } from './booking-states.js';
import { isOver, statusBadge, topicWords, whenWords, whereWords } from './booking-words.js';
import type { BookingRow } from './bookings.repository.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import { blamelessWords, limitWords, NEW } from './own-booking.presenter.js';
import { bookingPath } from './booking.presenter.js';

/** What a learner's bookings are told by. */
interface WhatIsKnown {
  rules: Pick<CoachingRules, 'freeCancelHours'>;
  /** The bookings of the centre that cannot be held at their hour: see `withoutTheirHour`. */
  displaced: ReadonlySet<Id>;
  now: Instant;
}

/** What `coaching/mine` shows: what comes, with what she can do about it, and what was. @param rows the last first */
export function mineView(t: Translate, rows: readonly BookingRow[], known: WhatIsKnown): object {
  const { now } = known;
  const today = localDateAt(now);
  const comes = (row: BookingRow): boolean => (row.status === 'booked' || row.status === 'arrived') && !isOver(row, now);
  const [next, ...later] = rows.filter(comes).reverse();
  return {
    newUrl: NEW, limit: limitWords(t, rows, now),
    next: next ? { ...comingView(t, next, known), badge: next.status === 'booked' ? null : statusBadge(t, next.status) } : null,
    later: later.map((row) => comingView(t, row, known)),
    past: rows.filter((row) => !comes(row)).map((row) => ({
      when: whenWords(t, row, today), about: [t('coaching:book.with', { coach: row.coachName }), topicWords(t, row.topic)].filter(Boolean).join(' · '),
      badge: statusBadge(t, row.status === 'booked' || row.status === 'arrived' ? 'done' : row.status),
      unsaid: row.status === 'booked' || row.status === 'arrived',
    })),
  };
}

function comingView(t: Translate, row: BookingRow, { rules, displaced, now }: WhatIsKnown): object {
  const acts = possibleActs(row, 'learner', now);
  return {
    when: whenWords(t, row, localDateAt(now)), coach: row.coachName, where: whereWords(t, row), topic: topicWords(t, row.topic),
    displaced: displaced.has(row.id),
    moveUrl: acts.includes('move') ? `${bookingPath(row.id)}/move` : null,
    cancelUrl: acts.includes('cancel') ? `${bookingPath(row.id)}/cancellation` : null,
    blameless: acts.includes('cancel') ? blamelessWords(t, row, rules, now) : null,
  };
}
