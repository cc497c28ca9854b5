import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { CoachedHour, PlacedLevel } from './coaching-effect.js';

/** A centre and a period, both days included. */
export interface EffectPeriod {
  centreId: Id;
  from: LocalDate;
  to: LocalDate;
}

/** An hour to which she came. */
const HELD = "b.centre_id = ? AND b.date BETWEEN ? AND ? AND b.status IN ('arrived', 'done')";

/** Reads what the effect of coaching is worked out from. One query each. */
@Injectable()
export class CoachingEffectRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  hours({ centreId, from, to }: EffectPeriod): Promise<CoachedHour[]> {
    return this.dataSource.query(`
      SELECT b.person_id AS personId, b.date, b.starts_at AS startsAt, b.ends_at AS endsAt, o.confidence_before AS confidenceBefore,
        o.confidence_after AS confidenceAfter, p.sex, p.birth_date AS birthDate, p.birth_year AS birthYear
      FROM bookings b JOIN persons p ON p.id = b.person_id LEFT JOIN coaching_outcomes o ON o.booking_id = b.id WHERE ${HELD}`, [centreId, from, to]);
  }

  /** All levels of those who came, from whatever time. */
  async levels({ centreId, from, to }: EffectPeriod): Promise<PlacedLevel[]> {
    const rows = await this.dataSource.query<PlacedLevel[]>(`
      SELECT person_id AS personId, level, decided_at AS decidedAt FROM placements
      WHERE person_id IN (SELECT b.person_id FROM bookings b WHERE ${HELD})`, [centreId, from, to]);
    return rows.map((row) => ({ ...row, decidedAt: Number(row.decidedAt) }));
  }
}
