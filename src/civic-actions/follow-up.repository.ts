import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newestConsent } from '../people/contact-permission.js';
import type { PersonName } from '../people/person-names.js';
import type { Purpose } from '../people/consent-texts.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';

/** Somebody who completed a course and of whom no action is on record since it began. */
export interface FollowUpRow extends PersonName {
  personId: Id;
  phone: string;
  courseCode: string;
  edition: string;
  completedAt: Instant;
}

/** When the courses were completed about which is asked: from, up to but not including. */
export interface CompletedBetween {
  from: Instant;
  to: Instant;
}

/** Whom to ask what they did with what they learned: only those who agreed to be called, and have a phone. */
@Injectable()
export class FollowUpRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** How many can be called, and how many cannot. One query. */
  async counts(centreId: Id, { from, to }: CompletedBetween): Promise<{ callable: number; others: number }> {
    const [row] = await this.dataSource.query<{ callable: number | string | null; total: number | string }[]>(
      `SELECT SUM(CASE WHEN ${CALLABLE} THEN 1 ELSE 0 END) AS callable, COUNT(*) AS total FROM (${WITHOUT_ACTION}) x`, [MAY_BE_CALLED, centreId, from, to]);
    const callable = Number(row?.callable ?? 0);
    return { callable, others: Number(row?.total ?? 0) - callable };
  }

  /** Those who can be called, who completed longest ago first. One query. */
  async rows(centreId: Id, { from, to }: CompletedBetween, { limit, offset }: { limit: number; offset: number }): Promise<FollowUpRow[]> {
    const rows = await this.dataSource.query<FollowUpRow[]>(
      `SELECT x.personId, x.surnames, x.givenNames, x.phone, x.courseCode, x.edition, x.completedAt FROM (${WITHOUT_ACTION}) x WHERE ${CALLABLE}
       ORDER BY x.completedAt, x.sortName, x.personId LIMIT ? OFFSET ?`, [centreId, from, to, MAY_BE_CALLED, limit, offset]);
    return rows.map((row) => ({ ...row, completedAt: Number(row.completedAt) }));
  }
}

const CALLABLE = 'x.phone IS NOT NULL AND x.covers LIKE ?';
const MAY_BE_CALLED = `%"${'contact' satisfies Purpose}"%`;

/** By the last course that each completed. What was found wrong counts as nothing. */
const WITHOUT_ACTION = `
  SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.sort_name AS sortName, p.phone, d.course_code AS courseCode, d.name AS edition,
    n.ended_at AS completedAt, ${newestConsent('p.id', 'n.centre_id')} AS covers
  FROM enrolments n JOIN editions d ON d.id = n.edition_id JOIN persons p ON p.id = n.person_id
  WHERE n.centre_id = ? AND n.status = 'completed' AND n.ended_at >= ? AND n.ended_at < ?
    AND NOT EXISTS (SELECT 1 FROM civic_actions a WHERE a.person_id = n.person_id AND a.centre_id = n.centre_id AND a.review <> 'wrong' AND a.done_on >= d.starts_on)
    AND NOT EXISTS (SELECT 1 FROM enrolments m WHERE m.person_id = n.person_id AND m.centre_id = n.centre_id AND m.status = 'completed'
      AND (m.ended_at > n.ended_at OR (m.ended_at = n.ended_at AND m.id > n.id)))`;
