import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fromJson } from '../shared/database/columns.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, instantAt, type LocalDate } from '../shared/kernel/local-date.js';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../shared/web/i18n.js';
import type { BookingEvent } from './booking-event.entity.js';
import { STILL_COACHES } from './coaches.repository.js';
import type { FeedBooking } from './calendar-feed.js';
import type { BookingStatus } from './coaching-words.js';

/** Whose calendar it is. */
export interface FeedOwner {
  coachId: Id;
  centreId: Id;
  centreName: string;
  locale: Locale;
}

/** Reads of calendars, for whoever holds their address. */
@Injectable()
export class CalendarFeedRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Null for a key that is nobody's, or of somebody who coaches no more or may not come in any more. One query. */
  async owner(calendarKey: string): Promise<FeedOwner | null> {
    const [owner] = await this.dataSource.query<(Omit<FeedOwner, 'locale'> & { locale: string | null })[]>(`
      SELECT c.id AS coachId, c.centre_id AS centreId, ce.name AS centreName, a.locale FROM coaches c
      JOIN accounts a ON a.id = c.account_id JOIN centres ce ON ce.id = c.centre_id
      WHERE c.calendar_key = ? AND ${STILL_COACHES}`, [calendarKey]);
    return owner ? { ...owner, locale: isLocale(owner.locale) ? owner.locale : DEFAULT_LOCALE } : null;
  }

  /**
   * The coach's bookings of some dates, both ends included, with what was cancelled; and those that went to somebody else, at the
   * hour that they had with her, as cancelled: of her calendar they are. One query.
   */
  async bookings({ coachId, centreId }: Pick<FeedOwner, 'coachId' | 'centreId'>, from: LocalDate, to: LocalDate): Promise<FeedBooking[]> {
    const rows = await this.dataSource.query<FeedRow[]>(`
      SELECT ${COLUMNS}, b.status, NULL AS was, 0 AS since FROM bookings b ${PLACE}
      WHERE b.coach_id = ? AND b.date BETWEEN ? AND ?
      UNION ALL SELECT ${COLUMNS}, 'cancelled' AS status, e.was, e.happened_at AS since FROM booking_events e JOIN bookings b ON b.id = e.booking_id ${PLACE}
      WHERE e.centre_id = ? AND e.happened_at >= ? AND e.kind = 'moved' AND b.coach_id <> ? AND e.was LIKE ?`,
    [coachId, from, to, centreId, instantAt(addDays(from, -LONGEST_AHEAD), '00:00'), coachId, `%"coachId":"${coachId}"%`]);
    // The last move away from her is the one that counts.
    const newest = new Map(rows.sort((a, b) => Number(a.since) - Number(b.since)).map((row) => [row.id, row]));
    return [...newest.values()].map(feedBooking).filter(({ date }) => date >= from && date <= to)
      .sort((a, b) => (`${a.date} ${a.startsAt} ${a.id}` < `${b.date} ${b.startsAt} ${b.id}` ? -1 : 1));
  }
}

const COLUMNS = `b.id, b.date, b.starts_at AS startsAt, b.ends_at AS endsAt, b.booked_at AS bookedAt, b.version,
  p.given_names AS givenNames, p.surnames, w.label AS workstation, r.name AS room`;
const PLACE = 'JOIN persons p ON p.id = b.person_id JOIN workstations w ON w.id = b.workstation_id JOIN rooms r ON r.id = w.room_id';
/** So many days before its date, or fewer, a booking is moved. */
const LONGEST_AHEAD = 70;

type FeedRow = Omit<FeedBooking, 'cancelled'> & { status: BookingStatus; was: string | null; since: number | string };

function feedBooking({ status, was, since: _, ...row }: FeedRow): FeedBooking {
  const { date, startsAt, endsAt } = fromJson(was) as BookingEvent['was'] ?? row;
  return { ...row, date, startsAt, endsAt, bookedAt: Number(row.bookedAt), version: Number(row.version), cancelled: status === 'cancelled' };
}
