import { formatPhone, whatsappUrl } from '../people/contact.js';
import { givenNamesFirst } from '../people/person-names.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { dayWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { bookingPath, dayPath } from './booking.presenter.js';
import type { CalledRow } from './bookings.repository.js';

/** What `coaching/call-list` shows: whom to call about the day's bookings. What they come for stands nowhere on it. */
export function callListView(t: Translate, rows: readonly CalledRow[], { date, centre }: { date: LocalDate; centre: string }): object {
  return {
    back: { href: dayPath(date), text: t('coaching:desk.title') }, lead: dayWords(t, date), rows: rows.map((row) => rowView(t, row, { date, centre })),
  };
}

function rowView(t: Translate, row: CalledRow, { date, centre }: { date: LocalDate; centre: string }): object {
  const agreed = row.mayContact;
  const phone = agreed === true ? row.phone : null;
  const message = t('coaching:desk.whatsapp-text', { name: givenNamesFirst(row), centre, day: dayWords(t, date), time: row.startsAt });
  return {
    hour: row.startsAt, name: row.name, href: bookingPath(row.id), coach: row.coachName,
    phone: phone && { href: `tel:+51${phone}`, text: formatPhone(phone) },
    why: phone ? null : t(`coaching:desk.no-phone.${agreed === null ? 'no-consent' : agreed ? 'none' : 'refused'}`),
    whatsapp: phone && whatsappUrl(phone, message),
    reminder: t(`coaching:desk.reminders.${row.reminder ?? 'none'}`),
  };
}
