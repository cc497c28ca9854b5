import { formatPhone, whatsappUrl } from '../people/contact.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { instantAt, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { dayWords } from '../shared/web/date-words.js';
import type { MessageStatus } from '../shared/outbox/outbox-message.entity.js';
import type { Translate } from '../shared/web/i18n.js';
import { bookingPath, dayPath } from './booking.presenter.js';
import { nearDayWords, whereWords } from './booking-words.js';
import type { CalledRow } from './bookings.repository.js';

/** How a reminder stands that matters to whoever tells somebody that her hour will not be held. */
const REMINDED: ReadonlySet<MessageStatus> = new Set(['waiting', 'sending', 'sent', 'unknown']);

const LEFT_TO_A_CALL: ReadonlySet<string> = new Set(['none', 'begun', 'failed', 'unknown']);

/** What `coaching/call-list` shows: whom to call about the day's bookings. What they come for stands nowhere on it. @param displaced see `withoutTheirHour` */
export function callListView(
  t: Translate, rows: readonly CalledRow[], displaced: ReadonlySet<Id>, { date, now, centre }: { date: LocalDate; now: Instant; centre: string },
): object {
  return {
    back: { href: dayPath(date), text: t('coaching:desk.title') }, lead: nearDayWords(t, date, localDateAt(now)), over: date < localDateAt(now),
    rows: rows.map((row) => rowView(t, row, { centre, now, displaced: displaced.has(row.id) })),
  };
}

/**
 * Nobody is reminded of an hour that will not be held: she is told, and gets another one; nor of one that has begun, where she is
 * called if she is not there.
 */
function rowView(t: Translate, row: CalledRow, { centre, now, displaced }: { centre: string; now: Instant; displaced: boolean }): object {
  const begun = now >= instantAt(row.date, row.startsAt);
  const { phone, ...reach } = reachView(t, row);
  const message = t(`coaching:desk.whatsapp-${displaced ? 'displaced' : 'text'}`, { name: row.givenNames, centre, day: dayWords(t, row.date), time: row.startsAt });
  return {
    hour: row.startsAt, name: row.name, href: bookingPath(row.id), coach: row.coachName, where: whereWords(t, row),
    phone, ...reach, whatsapp: phone && !begun && whatsappUrl(row.phone as string, message),
    displaced: displaced && { href: `${bookingPath(row.id)}/move`, reminder: row.reminder && REMINDED.has(row.reminder) ? t(`coaching:desk.displaced-reminders.${row.reminder}`) : null },
    reminder: noticeWords(t, begun ? 'begun' : row.reminder, phone !== null),
  };
}

/** How somebody hears of her hour: what is left to a call reaches nobody whom one may not or cannot call. */
export function noticeWords(t: Translate, told: MessageStatus | 'begun' | null, callable: boolean): string {
  const how = told ?? 'none';
  return t(`coaching:desk.reminders.${!callable && LEFT_TO_A_CALL.has(how) ? 'unreachable' : how}`);
}

/** Her number as a link, where she agreed to be called; else why there is none. */
export function reachView(t: Translate, { phone, mayContact }: Pick<CalledRow, 'phone' | 'mayContact'>): { phone: { href: string; text: string } | null; why: string | null } {
  if (mayContact === true && phone) return { phone: { href: `tel:+51${phone}`, text: formatPhone(phone) }, why: null };
  return { phone: null, why: t(`coaching:desk.no-phone.${mayContact === null ? 'no-consent' : mayContact ? 'none' : 'refused'}`) };
}
