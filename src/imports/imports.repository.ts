import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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

  /** Names of the organisations that doubtful rows offer to choose from. */
  async organisationNames(centreId: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
    if (ids.length === 0) return new Map();
    const rows: { id: Id; name: string; number: string | null }[] = await this.dataSource.query(
      `SELECT id, name, register_number AS number FROM organisations WHERE centre_id = ? AND id IN (${ids.map(() => '?').join(', ')})`, [centreId, ...ids]);
    return new Map(rows.map(({ id, name, number }) => [id, number ? `${name} (${number})` : name]));
  }
}
