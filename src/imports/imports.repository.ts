import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Organisation } from '../organisations/organisation.entity.js';
import { surnamesFirst } from '../people/person-names.js';
import { places } from '../shared/database/sql.js';
import { Job } from '../shared/jobs/job.entity.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { ImportRow } from './import-row.entity.js';
import { Import } from './import.entity.js';
import type { RowStatus } from './plan.js';

/** Lists that came in, within the viewer's centre. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async find(centreId: Id, id: Id): Promise<Import> {
    const found = await this.dataSource.manager.findOneBy(Import, { id, centreId });
    if (!found) throw new NotThere('import');
    return found;
  }

  /** The newest first. */
  recent(centreId: Id, limit = 30): Promise<Import[]> {
    return this.dataSource.manager.find(Import, { where: { centreId }, order: { createdAt: 'DESC' }, take: limit });
  }

  /** The job that worked on it last. */
  job(centreId: Id, id: Id): Promise<Job | null> {
    return this.dataSource.manager.createQueryBuilder(Job, 'job')
      .where("job.centreId = :centreId AND job.subjectId = :id AND job.kind IN ('import-plan', 'import-write')", { centreId, id })
      .orderBy('job.createdAt', 'DESC').addOrderBy('job.id', 'DESC').getOne();
  }

  rows(importId: Id, outcome: RowStatus, limit: number, offset: number): Promise<ImportRow[]> {
    return this.dataSource.manager.find(ImportRow, { where: { importId, outcome }, order: { rowNumber: 'ASC' }, take: limit, skip: offset });
  }

  /** The first rows as they were sent, to see what a column holds. */
  sample(importId: Id, limit = 3): Promise<ImportRow[]> {
    return this.dataSource.manager.find(ImportRow, { where: { importId }, order: { rowNumber: 'ASC' }, take: limit });
  }

  /** Rows that were left out, and doubtful ones that may have been. */
  troubled(importId: Id): Promise<ImportRow[]> {
    return this.dataSource.manager.find(ImportRow, {
      where: [{ importId, outcome: 'faulty' }, { importId, outcome: 'doubtful' }], order: { rowNumber: 'ASC' },
    });
  }

  /** Names of the organisations of a centre, and of people as lists tell them apart, by their ids. */
  async names(centreId: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
    if (ids.length === 0) return new Map();
    const organisations = await this.dataSource.query<{ id: Id; name: string; number: string | null }[]>(
      `SELECT id, name, register_number AS number FROM organisations WHERE centre_id = ? AND id IN (${places(ids)})`, [centreId, ...ids]);
    const people = await this.dataSource.query<{ id: Id; surnames: string; givenNames: string; birthYear: number | null }[]>(
      `SELECT p.id, p.surnames, p.given_names AS "givenNames", p.birth_year AS "birthYear" FROM persons p
       JOIN learners l ON l.person_id = p.id WHERE l.centre_id = ? AND p.id IN (${places(ids)})`, [centreId, ...ids]);
    const withDetail = (name: string, detail: string | number | null): string => (detail ? `${name} (${detail})` : name);
    return new Map([
      ...organisations.map(({ id, name, number }) => [id, withDetail(name, number)] as const),
      ...people.map(({ id, birthYear, ...name }) => [id, withDetail(surnamesFirst(name), birthYear)] as const),
    ]);
  }

  /** True when any organisation of the centre is here already. */
  hasOrganisations(centreId: Id): Promise<boolean> {
    return this.dataSource.manager.existsBy(Organisation, { centreId });
  }

  /** Of the people whom these rows made or found, those who still belong to no organisation of the centre. */
  async withoutOrganisation(centreId: Id, rows: readonly ImportRow[]): Promise<Set<Id>> {
    const ids = rows.flatMap(({ detail }) => (detail?.doubts.some(({ field }) => field === 'organisation') && detail.knownId ? [detail.knownId] : []));
    if (ids.length === 0) return new Set();
    const found = await this.dataSource.query<{ id: Id }[]>(
      `SELECT l.person_id AS id FROM learners l WHERE l.centre_id = ? AND l.person_id IN (${places(ids)}) AND NOT EXISTS (
         SELECT 1 FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id = l.person_id AND o.centre_id = l.centre_id)`,
      [centreId, ...ids]);
    return new Set(found.map(({ id }) => id));
  }
}
