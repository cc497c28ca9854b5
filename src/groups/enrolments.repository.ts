import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { organisationsFound, organisationsQuery, peopleSearchCondition, readPeopleQuery, type SqlFragment } from '../people/people-search.js';
import type { PersonName } from '../people/person-names.js';
import { places } from '../shared/database/sql.js';
import type { Availability } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { ALSO_IN, IN_NO_OTHER, LEVEL_OF_LEARNER, mainOrganisations, NEW_TO_COURSE, PREPARED } from './edition-people.js';
import type { EnrolmentStatus } from './enrolment.entity.js';

/** Which enrolments a list shows. */
export type EnrolmentFilter = 'all' | 'without-level' | 'without-group' | 'waiting' | 'completed' | 'withdrawn';

export const ENROLMENT_FILTERS: readonly EnrolmentFilter[] = ['all', 'without-level', 'without-group', 'waiting', 'completed', 'withdrawn'];

export interface EnrolmentRow extends PersonName {
  id: Id;
  personId: Id;
  status: EnrolmentStatus;
  waitingReason: string | null;
  groupId: Id | null;
  groupName: string | null;
  availability: Availability | null;
  level: Level | null;
  organisation: string | null;
}

/** Somebody of the centre who is not enrolled. */
export interface CandidateRow extends PersonName {
  personId: Id;
  /** Whether she took the course that comes before. */
  prepared: boolean;
  /** Another edition of the course in which she is enrolled or waits as well. */
  alsoIn: string | null;
  availability: Availability | null;
  level: Level | null;
  organisation: string | null;
}

/** Those of one level who are not enrolled. */
export interface CandidatesOfLevel {
  level: Level | null;
  people: number;
  /** Of them, those who are enrolled or wait in another edition of the course. */
  elsewhere: number;
}

export interface EnrolmentHead extends PersonName {
  id: Id;
  personId: Id;
  editionId: Id;
  editionName: string;
  status: EnrolmentStatus;
  groupId: Id | null;
  groupName: string | null;
}

/** Which part of a long list. */
export interface Span {
  limit: number;
  offset: number;
}

/** Reads of enrolments, each asked for one centre. */
@Injectable()
export class EnrolmentsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** How many each filter shows. One query. */
  async counts(centreId: Id, editionId: Id): Promise<Record<EnrolmentFilter, number>> {
    const sums = ENROLMENT_FILTERS.map((filter) => `SUM(CASE WHEN ${CONDITIONS[filter]} THEN 1 ELSE 0 END) AS "${filter}"`).join(', ');
    const [row] = await this.dataSource.query<Record<EnrolmentFilter, number | string | null>[]>(
      `SELECT ${sums} FROM enrolments e WHERE e.edition_id = ? AND e.centre_id = ?`, [editionId, centreId]);
    return Object.fromEntries(ENROLMENT_FILTERS.map((filter) => [filter, Number(row?.[filter] ?? 0)])) as Record<EnrolmentFilter, number>;
  }

  /** By surnames. Two queries. */
  async list(
    centreId: Id, editionId: Id, filter: EnrolmentFilter, { today, limit, offset }: Span & { today: LocalDate },
  ): Promise<EnrolmentRow[]> {
    const rows = await this.dataSource.query<EnrolmentRow[]>(`
      SELECT e.id, e.person_id AS personId, p.surnames, p.given_names AS givenNames, e.status, e.waiting_reason AS waitingReason,
        e.group_id AS groupId, g.name AS groupName, l.availability, ${LEVEL_OF_LEARNER} AS level
      FROM enrolments e JOIN persons p ON p.id = e.person_id
      LEFT JOIN learners l ON l.person_id = e.person_id AND l.centre_id = e.centre_id
      LEFT JOIN learning_groups g ON g.id = e.group_id
      WHERE e.edition_id = ? AND e.centre_id = ? AND ${CONDITIONS[filter]}
      ORDER BY p.sort_name, p.search_name, e.id LIMIT ? OFFSET ?`, [editionId, centreId, limit, offset]);
    return this.withOrganisations(rows, centreId, today);
  }

  /** @throws NotThere */
  async enrolment(centreId: Id, id: Id): Promise<EnrolmentHead> {
    const [found] = await this.dataSource.query<EnrolmentHead[]>(`
      SELECT e.id, e.person_id AS personId, e.edition_id AS editionId, d.name AS editionName, e.status, e.group_id AS groupId,
        g.name AS groupName, p.surnames, p.given_names AS givenNames
      FROM enrolments e JOIN persons p ON p.id = e.person_id JOIN editions d ON d.id = e.edition_id
      LEFT JOIN learning_groups g ON g.id = e.group_id
      WHERE e.id = ? AND e.centre_id = ?`, [id, centreId]);
    if (!found) throw new NotThere('enrolment');
    return found;
  }

  /** How many of the centre are not enrolled, by level, and how many of them are in another edition of the course. One query. */
  async candidatesByLevel(centreId: Id, editionId: Id): Promise<CandidatesOfLevel[]> {
    const rows = await this.dataSource.query<{ level: number | null; people: number | string; elsewhere: number | string }[]>(
      `SELECT level, COUNT(*) AS people, SUM(CASE WHEN free THEN 0 ELSE 1 END) AS elsewhere
      FROM (SELECT ${LEVEL_OF_LEARNER} AS level, ${IN_NO_OTHER} AS free ${CANDIDATES} WHERE ${NOT_ENROLLED} AND ${NEW_TO_COURSE} AND ${PREPARED} = 1) c
      GROUP BY level ORDER BY level`, [editionId, editionId, centreId, editionId, editionId, editionId]);
    return rows.map(({ level, people, elsewhere }) => ({ level: level === null ? null : Number(level) as Level, people: Number(people), elsewhere: Number(elsewhere) }));
  }

  /** Those of the centre who are not enrolled and are found by what was typed, by surnames. Four queries at most. @param total where it is known */
  async candidates(
    centreId: Id, editionId: Id, { q, levels, total }: { q: string; levels: readonly Level[] | null; total?: number },
    { today, limit, offset }: Span & { today: LocalDate },
  ): Promise<{ rows: CandidateRow[]; total: number }> {
    const search = await this.searchCondition(q, centreId);
    const ofLevel = levels === null ? '' : ` AND ${NEW_TO_COURSE} AND ${LEVEL_OF_LEARNER} IN (${places(levels)})`;
    const found = `${CANDIDATES} WHERE ${NOT_ENROLLED}${search ? ` AND ${search.sql}` : ''}${ofLevel}`;
    const params = [editionId, centreId, ...search?.params ?? [], ...(levels ? [editionId, ...levels] : [])];
    const people = total ?? await this.countOf(found, params);
    const rows = await this.dataSource.query<CandidateRow[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, l.availability, ${LEVEL_OF_LEARNER} AS level, ${PREPARED} AS prepared, ${ALSO_IN} AS alsoIn ${found}
      ORDER BY l.sort_name, p.id LIMIT ? OFFSET ?`, [editionId, editionId, editionId, ...params, limit, offset]);
    const listed = rows.map((row) => ({ ...row, prepared: Boolean(Number(row.prepared)) }));
    return { rows: await this.withOrganisations(listed, centreId, today), total: people };
  }

  private async countOf(found: string, params: unknown[]): Promise<number> {
    const [counted] = await this.dataSource.query<{ people: number | string }[]>(`SELECT COUNT(*) AS people ${found}`, params);
    return Number(counted?.people ?? 0);
  }

  private async searchCondition(q: string, centreId: Id): Promise<SqlFragment | null> {
    const query = readPeopleQuery(q);
    const asked = organisationsQuery(query, centreId);
    const organisations = organisationsFound(query, asked ? await this.dataSource.query(asked.sql, asked.params) : []);
    return peopleSearchCondition(query, organisations, centreId, 'l.person_id');
  }

  private async withOrganisations<T extends { personId: Id; level: Level | null }>(
    rows: readonly T[], centreId: Id, today: LocalDate,
  ): Promise<(T & { organisation: string | null })[]> {
    const ids = rows.map(({ personId }) => personId);
    const organisations = ids.length === 0 ? new Map<Id, { name: string }>()
      : await mainOrganisations(this.dataSource, { centreId, today }, { sql: places(ids), params: ids });
    return rows.map((row) => ({
      ...row, level: row.level === null ? null : Number(row.level) as Level, organisation: organisations.get(row.personId)?.name ?? null,
    }));
  }
}

const CONDITIONS: Readonly<Record<EnrolmentFilter, string>> = {
  all: "e.status <> 'withdrawn'",
  'without-level': `e.status IN ('enrolled', 'waiting')
    AND NOT EXISTS (SELECT 1 FROM placements x WHERE x.person_id = e.person_id AND x.centre_id = e.centre_id)`,
  'without-group': "e.status = 'enrolled' AND e.group_id IS NULL",
  waiting: "e.status = 'waiting'",
  completed: "e.status = 'completed'",
  withdrawn: "e.status = 'withdrawn'",
};

const CANDIDATES = `FROM learners l JOIN persons p ON p.id = l.person_id AND p.merged_into_id IS NULL
  LEFT JOIN enrolments e ON e.edition_id = ? AND e.person_id = l.person_id`;
const NOT_ENROLLED = 'l.centre_id = ? AND l.left_at IS NULL AND e.id IS NULL';
