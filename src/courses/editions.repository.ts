import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { progressOf, type ProgressRow } from './edition-facts.js';
import type { EditionStatus } from './edition-rules.js';
import { shortGroupsOf, type ShortGroup } from './short-groups.js';
import { partTitle } from './taught-title.js';
import { hoursAt, trainersAt, trainersOf, type TrainerRow } from './trainers.js';

export interface EditionView {
  id: Id;
  centreId: Id;
  courseCode: string;
  courseTitle: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  feeCents: Cents;
  status: EditionStatus;
  version: number;
}

export interface EditionRow extends EditionView {
  enrolled: number;
  groups: number;
}

const COLUMNS = `e.id, e.centre_id AS centreId, e.course_code AS courseCode, ${partTitle('e.centre_id', 'c')} AS courseTitle, e.name, e.starts_on AS startsOn,
  e.ends_on AS endsOn, e.fee_cents AS feeCents, e.status, e.version`;

/** Reads of editions and their trainers, each asked for one centre. */
@Injectable()
export class EditionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest start first. */
  async list(centreId: Id): Promise<EditionRow[]> {
    const rows = await this.dataSource.query<(EditionRow & { groupCount: number | string })[]>(`
      SELECT ${COLUMNS},
        (SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.status <> 'withdrawn') AS enrolled,
        (SELECT COUNT(*) FROM learning_groups g WHERE g.edition_id = e.id) AS groupCount
      FROM editions e JOIN courses c ON c.code = e.course_code
      WHERE e.centre_id = ? ORDER BY e.starts_on DESC, e.name`, [centreId]);
    return rows.map(({ groupCount, ...row }) => ({ ...row, enrolled: Number(row.enrolled), groups: Number(groupCount) }));
  }

  /** @throws NotThere */
  async edition(centreId: Id, id: Id): Promise<EditionView> {
    const [edition] = await this.dataSource.query<EditionView[]>(
      `SELECT ${COLUMNS} FROM editions e JOIN courses c ON c.code = e.course_code WHERE e.id = ? AND e.centre_id = ?`, [id, centreId]);
    if (!edition) throw new NotThere('edition');
    return edition;
  }

  /** @throws NotThere */
  async progress(edition: { id: Id; centreId: Id }, now: { date: LocalDate; time: LocalTime }): Promise<ProgressRow> {
    const [progress] = await progressOf(this.dataSource, edition, now);
    if (!progress) throw new NotThere('edition');
    return progress;
  }

  /** Groups whose lessons do not all have a date. One query, and one more where there are any. */
  shortGroups(edition: EditionView, today: LocalDate): Promise<ShortGroup[]> {
    return shortGroupsOf(this.dataSource, edition, today);
  }

  /** Of every edition of a centre that is not closed. */
  progressOfAll(centreId: Id, now: { date: LocalDate; time: LocalTime }): Promise<ProgressRow[]> {
    return progressOf(this.dataSource, { centreId }, now);
  }

  trainersOf(editionId: Id): Promise<TrainerRow[]> {
    return trainersOf(this.dataSource, editionId);
  }

  trainersAt(centreId: Id): Promise<TrainerRow[]> {
    return trainersAt(this.dataSource, centreId);
  }

  hoursAt(centreId: Id): Promise<(WeeklyHours & { accountId: Id })[]> {
    return hoursAt(this.dataSource, centreId);
  }
}
