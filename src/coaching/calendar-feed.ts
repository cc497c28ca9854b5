import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { instantAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';

/** A booking as far as a calendar outside of Minka may know it: neither what it is about nor whose it is to the letter. */
export interface FeedBooking {
  id: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  bookedAt: Instant;
  version: number;
  /** It was called off: subscribers hear of it. */
  cancelled: boolean;
  givenNames: string;
  surnames: string;
  workstation: string;
  room: string;
}

/** How often a calendar should ask again, in seconds. */
const ASK_AGAIN = 3_600;

/**
 * A coach's bookings as iCalendar (RFC 5545), with its times in UTC: the same text for the same bookings. One that was
 * moved keeps its UID under a higher SEQUENCE, and so does one that was cancelled, as CANCELLED: some calendars keep what merely
 * vanishes from a feed.
 */
export function calendarFeed(t: Translate, centreName: string, bookings: readonly FeedBooking[]): string {
  const calendar = ical({
    name: t('coaching:calendar.name', { centre: centreName }), prodId: { company: 'Minka', product: 'coaching' },
    method: ICalCalendarMethod.PUBLISH, ttl: ASK_AGAIN,
  });
  for (const booking of bookings) {
    calendar.createEvent({
      id: `${booking.id}@minka`, sequence: booking.version - 1, stamp: new Date(booking.bookedAt),
      start: new Date(instantAt(booking.date, booking.startsAt)), end: new Date(instantAt(booking.date, booking.endsAt)),
      summary: t(booking.cancelled ? 'coaching:calendar.cancelled-event' : 'coaching:calendar.event', { name: discreetName(booking) }),
      class: ICalEventClass.PRIVATE,
      // An hour that was given free takes neither a place nor time of hers.
      ...booking.cancelled ? { status: ICalEventStatus.CANCELLED, transparency: ICalEventTransparency.TRANSPARENT } : {
        status: ICalEventStatus.CONFIRMED, location: t('coaching:calendar.place', { workstation: booking.workstation, room: booking.room, centre: centreName }),
      },
    });
  }
  return calendar.toString();
}

/** `Rosa Q.`: enough to greet somebody, too little to look her up. */
export function discreetName({ givenNames, surnames }: Pick<FeedBooking, 'givenNames' | 'surnames'>): string {
  const [given = ''] = givenNames.trim().split(/\s+/u);
  const [initial = ''] = surnames.trim().normalize('NFC');
  return initial ? `${given} ${initial.toLocaleUpperCase('es')}.` : given;
}
