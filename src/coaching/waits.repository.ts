import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';

/** Somebody who waits, with the hour that is kept for her where there is one. */
export interface WaitRow extends PersonName {
  id: Id;
  personId: Id;
  /** `Quispe Huamán, Rosa` */
  name: string;
  fromDate: LocalDate;
  toDate: LocalDate;
  offerId: Id | null;
  date: LocalDate | null;
  startsAt: LocalTime | null;
  endsAt: LocalTime | null;
  coachName: string | null;
  expiresAt: Instant | null;
}

/** Reads of the waiting list for pages, each one query within one centre. */
@Injectable()
export class WaitsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Everybody who still waits for a day that is not past, who has waited longest first. */
  ofCentre(centreId: Id, today: LocalDate, now: Instant): Promise<WaitRow[]> {
    return this.rows('', [now, centreId, today]);
  }

  ofPerson(centreId: Id, personId: Id, today: LocalDate, now: Instant): Promise<WaitRow[]> {
    return this.rows('AND w.person_id = ?', [now, centreId, today, personId]);
  }

  private async rows(more: string, parameters: unknown[]): Promise<WaitRow[]> {
    const rows = await this.dataSource.query<WaitRow[]>(`
      SELECT w.id, w.person_id AS personId, p.surnames, p.given_names AS givenNames, w.from_date AS fromDate, w.to_date AS toDate,
        o.id AS offerId, o.date, o.starts_at AS startsAt, o.ends_at AS endsAt, a.display_name AS coachName, o.expires_at AS expiresAt
      FROM coaching_waits w JOIN persons p ON p.id = w.person_id
      LEFT JOIN coaching_offers o ON o.wait_id = w.id AND o.answered_at IS NULL AND o.expires_at > ?
      LEFT JOIN coaches k ON k.id = o.coach_id LEFT JOIN accounts a ON a.id = k.account_id
      WHERE w.centre_id = ? AND w.ended_at IS NULL AND w.to_date >= ? ${more}
      ORDER BY w.asked_at, w.id`, parameters);
    return rows.map((row) => ({ ...row, name: surnamesFirst(row), expiresAt: row.expiresAt === null ? null : Number(row.expiresAt) }));
  }
}
