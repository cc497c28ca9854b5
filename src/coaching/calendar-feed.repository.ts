import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../shared/web/i18n.js';
import { STILL_COACHES } from './coaches.repository.js';
import type { FeedBooking } from './calendar-feed.js';

/** Whose calendar it is. */
export interface FeedOwner {
  coachId: Id;
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
      SELECT c.id AS coachId, ce.name AS centreName, a.locale FROM coaches c
      JOIN accounts a ON a.id = c.account_id JOIN centres ce ON ce.id = c.centre_id
      WHERE c.calendar_key = ? AND ${STILL_COACHES}`, [calendarKey]);
    return owner ? { ...owner, locale: isLocale(owner.locale) ? owner.locale : DEFAULT_LOCALE } : null;
  }

  /** The coach's bookings of some dates that were not cancelled, both ends included. One query. */
  async bookings(coachId: Id, from: LocalDate, to: LocalDate): Promise<FeedBooking[]> {
    const rows = await this.dataSource.query<FeedBooking[]>(`
      SELECT b.id, b.date, b.starts_at AS startsAt, b.ends_at AS endsAt, b.booked_at AS bookedAt, b.version,
        p.given_names AS givenNames, p.surnames, w.label AS workstation, r.name AS room
      FROM bookings b JOIN persons p ON p.id = b.person_id JOIN workstations w ON w.id = b.workstation_id JOIN rooms r ON r.id = w.room_id
      WHERE b.coach_id = ? AND b.date BETWEEN ? AND ? AND b.status <> 'cancelled' ORDER BY b.date, b.starts_at, b.id`, [coachId, from, to]);
    return rows.map((row) => ({ ...row, bookedAt: Number(row.bookedAt), version: Number(row.version) }));
  }
}
