import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, Not, type SelectQueryBuilder } from 'typeorm';
import { hashOf, StoredFiles } from '../../shared/files/stored-files.js';
import { Job } from '../../shared/jobs/job.entity.js';
import type { Tx } from '../../shared/database/tx.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { ProjectCentre } from '../framework/project-centre.entity.js';
import type { Scope } from '../indicators/indicator.js';
import type { ReportReader } from '../reports.policy.js';
import type { ReportContent } from './report-content.js';
import { ReportSignature } from './report-signature.entity.js';
import { Report } from './report.entity.js';

export const REPORT_JOB = 'report';

/** A report as a list shows it. */
export interface ReportLine extends Pick<Report, 'id' | 'startsOn' | 'endsOn' | 'status' | 'edition' | 'correctsId' | 'createdAt' | 'publishedAt' | 'digest'> {
  signedBy: string | null;
  /** Who began the draft. */
  createdByName: string | null;
  /** The report that took its place. */
  replacedById: Id | null;
}

/** The kept content of a report, and whether it still has the hash that was signed. */
export interface KeptContent {
  content: ReportContent;
  bytes: Buffer;
  /** What the bytes hash to now. */
  digest: string;
  intact: boolean;
}

/** A report's content is no longer where it was kept. */
export class ContentGone extends NotThere {}

/** Reads of reports, scoped to the projects of the viewer's centre. */
@Injectable()
export class ReportsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly files: StoredFiles) {}

  /** A project's reports: the newest period first, and in it the newest edition. One query. */
  async ofProject(projectId: Id, drafts: boolean): Promise<ReportLine[]> {
    const rows = await this.dataSource.query<ReportLine[]>(`
      SELECT r.id, r.starts_on AS startsOn, r.ends_on AS endsOn, r.status, r.edition, r.corrects_id AS correctsId, r.created_at AS createdAt, r.published_at AS publishedAt,
        r.digest, (SELECT MIN(s.name) FROM report_signatures s WHERE s.report_id = r.id) AS signedBy, (SELECT a.display_name FROM accounts a WHERE a.id = r.created_by) AS createdByName,
        (SELECT MIN(n.id) FROM reports n WHERE n.corrects_id = r.id AND n.status = 'published') AS replacedById
      FROM reports r WHERE r.project_id = ? ${drafts ? '' : "AND r.status = 'published'"} ORDER BY r.ends_on DESC, r.starts_on DESC, r.created_at DESC, r.id DESC`, [projectId]);
    return rows.map((row) => ({
      ...row, edition: row.edition === null ? null : Number(row.edition), createdAt: Number(row.createdAt), publishedAt: row.publishedAt === null ? null : Number(row.publishedAt),
    }));
  }

  /** One query. @throws NotThere for one of a project that is not carried out at the reader's centre, and for a draft that is not for her */
  async find({ centreId, drafts }: ReportReader, id: Id): Promise<Report> {
    const found = await this.dataSource.manager.createQueryBuilder(Report, 'r')
      .innerJoin(ProjectCentre, 'c', 'c.project_id = r.project_id AND c.centre_id = :centreId', { centreId }).where('r.id = :id', { id }).getOne();
    if (!found || (found.status !== 'published' && !drafts)) throw new NotThere('report');
    return found;
  }

  /** The reports that took a report's place and whose place it took, however far back; by their ids. One query each way. */
  async published(ids: readonly Id[]): Promise<Report[]> {
    return ids.length === 0 ? [] : this.dataSource.manager.findBy(Report, { id: In([...ids]), status: 'published' });
  }

  /** The published report that took its place. One query. */
  replacing(id: Id): Promise<Report | null> {
    return this.dataSource.manager.findOneBy(Report, { correctsId: id, status: 'published' });
  }

  /** The last published report of a project's period. One query. */
  latest(projectId: Id, { startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }): Promise<Report | null> {
    return this.dataSource.manager.findOne(Report, { where: { projectId, startsOn, endsOn, status: 'published' }, order: { edition: 'DESC' } });
  }

  /** The first first. One query. */
  signatures(reportId: Id): Promise<ReportSignature[]> {
    return this.dataSource.manager.find(ReportSignature, { where: { reportId }, order: { signedAt: 'ASC' } });
  }

  /** One query. @throws NotThere for a report whose figures are not gathered yet, ContentGone for one whose bytes are gone */
  async content({ fileId, digest: signed }: Pick<Report, 'fileId' | 'digest'>): Promise<KeptContent> {
    if (fileId === null) throw new NotThere('content');
    const bytes = await this.files.read({ id: fileId });
    if (bytes.length === 0) throw new ContentGone('content');
    const digest = hashOf(bytes);
    return { content: JSON.parse(bytes.toString('utf8')) as ReportContent, bytes, digest, intact: digest === signed };
  }

  /** What the kept content hashes to now; null where it is gone. One query. */
  async keptDigest({ fileId }: Pick<Report, 'fileId'>): Promise<string | null> {
    const bytes = fileId === null ? Buffer.alloc(0) : await this.files.read({ id: fileId });
    return bytes.length === 0 ? null : hashOf(bytes);
  }

  /** The job that gathers its figures, the last one. One query. */
  job(centreId: Id, reportId: Id): Promise<Job | null> {
    return this.dataSource.manager.findOne(Job, { where: { kind: REPORT_JOB, centreId, subjectId: reportId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /**
   * What was told of some of the same days and centres, be it of the same project or of another one: all editions, the oldest first.
   * One query, and one for each. Reports whose bytes are gone are passed over.
   */
  async toldIn({ centreIds, period: { from, to } }: Scope): Promise<ReportContent[]> {
    const reports = await this.overlapping({ centreIds, period: { from, to } }).orderBy('r.published_at').getMany();
    const found: ReportContent[] = [];
    for (const { fileId } of reports) {
      const bytes = fileId === null ? Buffer.alloc(0) : await this.files.read({ id: fileId });
      if (bytes.length > 0) found.push(JSON.parse(bytes.toString('utf8')) as ReportContent);
    }
    return found.filter(({ centres }) => centres.some(({ id }) => centreIds.includes(id)));
  }

  /** Where a project is carried out. One query. */
  async centresOf(projectId: Id): Promise<Id[]> {
    return (await this.dataSource.manager.findBy(ProjectCentre, { projectId })).map(({ centreId }) => centreId);
  }

  /** Whether a project is carried out at a centre that is none of these. One query. */
  hasCentreBeside(tx: Tx, projectId: Id, centreIds: readonly Id[]): Promise<boolean> {
    return tx.manager.existsBy(ProjectCentre, { projectId, centreId: Not(In([...centreIds])) });
  }

  /** When the last report of some of a report's days and of a centre of its project was published; null where none was. One query. */
  async toldAt(tx: Tx, { projectId, startsOn, endsOn }: Pick<Report, 'projectId' | 'startsOn' | 'endsOn'>): Promise<Instant | null> {
    const [row] = await tx.manager.query<{ at: number | string | null }[]>(`
      SELECT MAX(r.published_at) AS at FROM reports r WHERE r.status = 'published' AND r.starts_on <= ? AND r.ends_on >= ? AND EXISTS (
        SELECT 1 FROM project_centres o JOIN project_centres t ON t.centre_id = o.centre_id AND t.project_id = ? WHERE o.project_id = r.project_id)`, [endsOn, startsOn, projectId]);
    return row?.at === null || row?.at === undefined ? null : Number(row.at);
  }

  private overlapping({ centreIds, period: { from, to } }: Scope): SelectQueryBuilder<Report> {
    return this.dataSource.manager.createQueryBuilder(Report, 'r')
      .where("r.status = 'published' AND r.starts_on <= :to AND r.ends_on >= :from", { from, to })
      .andWhere('EXISTS (SELECT 1 FROM project_centres pc WHERE pc.project_id = r.project_id AND pc.centre_id IN (:...centreIds))', { centreIds });
  }

  /** Everything that was ever published, the oldest first, a page after an id. One query. */
  publishedAfter(id: Id, limit: number): Promise<Report[]> {
    return this.dataSource.manager.createQueryBuilder(Report, 'r').where("r.status = 'published' AND r.id > :id", { id }).orderBy('r.id').limit(limit).getMany();
  }
}
