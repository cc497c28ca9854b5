import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionStatus } from '../courses/edition-rules.js';
import type { TestPurpose } from '../placement/placement-test.entity.js';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import { isOver, LAST_DAYS } from './endline-rules.js';
import type { Measured } from '../placement/gain.js';

/** What a finished test found. */
export interface TestResult extends Measured {
  level: Level;
}

/** Somebody's tests before and after a course; null where there is none. */
export interface BeforeAndAfter {
  before: TestResult | null;
  after: TestResult | null;
}

/** A test at the end that was opened for an edition. */
export interface Opened {
  openedAt: number;
  editionName: string;
  closed: boolean;
  /** The course is over, not only nearly. */
  over: boolean;
}

interface OpenedRow {
  openedAt: number | string;
  closedAt: number | string | null;
  editionName: string;
  status: EditionStatus;
  endsOn: LocalDate;
}

interface ResultRow {
  personId: Id;
  purpose: TestPurpose;
  theta: number;
  deviation: number;
  level: number;
  finishedAt: number | string;
}

/** Tests at the end of a course. */
@Injectable()
export class EndlineRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** When the test at the end was opened for the newest of her editions where it is; null where there is none. One query. */
  async openedFor(centreId: Id, personId: Id, today: LocalDate): Promise<Opened | null> {
    const [row] = await this.dataSource.query<OpenedRow[]>(OPENED, [personId, centreId, addDays(today, LAST_DAYS)]);
    return row ? { openedAt: Number(row.openedAt), editionName: row.editionName, closed: row.closedAt !== null, over: isOver(row, today) } : null;
  }

  /**
   * The newest results of the people of an edition, by person. A test at the end is that of the edition of hers whose test
   * was opened last before it, as in reports. One query.
   * @param openedAt endline tests before that are another course's
   */
  async ofEdition(editionId: Id, openedAt: number): Promise<Map<Id, BeforeAndAfter>> {
    const rows = await this.dataSource.query<ResultRow[]>(RESULTS, [editionId]);
    const results = new Map<Id, BeforeAndAfter>();
    for (const row of rows) {
      const result = { theta: Number(row.theta), deviation: Number(row.deviation), level: Number(row.level) as Level };
      const known = results.get(row.personId) ?? { before: null, after: null };
      if (row.purpose === 'placement') results.set(row.personId, { ...known, before: result });
      else if (Number(row.finishedAt) >= openedAt) results.set(row.personId, { ...known, after: result });
    }
    return results;
  }
}

const FROM_OPENED = `
  FROM enrolments n JOIN endline_openings o ON o.edition_id = n.edition_id JOIN editions e ON e.id = n.edition_id
  WHERE n.person_id = ? AND e.centre_id = ? AND n.status IN ('enrolled', 'completed') AND (e.status = 'closed' OR e.ends_on <= ?)`;

const OPENED = `SELECT o.opened_at AS openedAt, o.closed_at AS closedAt, e.name AS editionName, e.status, e.ends_on AS endsOn ${FROM_OPENED} ORDER BY o.opened_at DESC LIMIT 1`;

/** A test at the end that was opened for an edition of hers, and when she last took one. */
export interface OpenedTest {
  openedAt: number;
  closedAt: number | null;
  editionName: string;
  takenAt: number | null;
}

/** Rows of `OpenedTest`, of all her editions where it is. */
export function openedTests(centreId: Id, personId: Id, today: LocalDate): Selection {
  return {
    columns: {
      openedAt: 'o.opened_at', closedAt: 'o.closed_at', editionName: 'e.name',
      takenAt: `(SELECT MAX(CASE WHEN t.centre_id = e.centre_id AND t.purpose = 'endline' THEN t.finished_at END) FROM placement_tests t WHERE t.person_id = n.person_id)`,
    },
    from: FROM_OPENED, parameters: [personId, centreId, addDays(today, LAST_DAYS)],
  };
}

/** The oldest first, so that of several the newest is what stays; without those that a later course of hers asked for. */
const RESULTS = `
  SELECT t.person_id AS personId, t.purpose, t.theta, t.deviation, t.level, t.finished_at AS finishedAt
  FROM enrolments n JOIN placement_tests t ON t.person_id = n.person_id
  WHERE n.edition_id = ? AND t.finished_at IS NOT NULL AND t.theta IS NOT NULL AND t.level IS NOT NULL
    AND (t.purpose <> 'endline' OR NOT EXISTS (
      SELECT 1 FROM endline_openings own JOIN enrolments later ON later.person_id = n.person_id JOIN endline_openings o ON o.edition_id = later.edition_id
      WHERE own.edition_id = n.edition_id AND o.opened_at > own.opened_at AND o.opened_at <= t.finished_at))
  ORDER BY t.finished_at`;
