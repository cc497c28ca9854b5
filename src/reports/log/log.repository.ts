import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../../shared/database/sql.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import { isId, type Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { LogCorrection } from './log-correction.entity.js';
import { LogEntry } from './log-entry.entity.js';
import type { LogKind } from './log-kinds.js';

/** What a list is narrowed by; null for anything. Both days are included. */
export interface LogFilter {
  kind: LogKind | null;
  from: LocalDate | null;
  to: LocalDate | null;
}

/** A document of an entry. */
export interface LogDocument {
  id: Id;
  entryId: Id;
  fileId: Id;
  centreId: Id | null;
  name: string | null;
  hash: string | null;
  bytes: number;
  /** Its bytes are not there any more. */
  gone: boolean;
  attachedAt: number;
  attachedByName: string | null;
  withdrawnAt: number | null;
  withdrawReason: string | null;
  version: number;
}

/** An entry with the names of whoever and whatever belongs to it, and the documents that show it. */
export interface LogFound extends LogEntry {
  activity: string | null;
  writtenByName: string | null;
  withdrawnByName: string | null;
  documents: LogDocument[];
}

export interface LogChange extends LogCorrection {
  correctedByName: string | null;
}

/** The log of projects. Asks nobody who may see a project: whoever shows it has asked `FrameworkRepository.visible`. */
@Injectable()
export class LogRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Two queries. @throws NotThere */
  async find(projectId: Id, id: Id): Promise<LogFound> {
    const [row] = isId(id) ? await this.dataSource.query<Row[]>(`${SELECT} WHERE e.id = ? AND e.project_id = ?`, [id, projectId]) : [];
    if (!row) throw new NotThere('log entry');
    return found(row, await this.documents([id]));
  }

  /** What an entry said before, the newest first. One query. */
  async corrections(entryId: Id): Promise<LogChange[]> {
    const rows = await this.dataSource.query<(Omit<LogChange, 'former'> & { former: string })[]>(`
      SELECT c.id, c.entry_id AS entryId, c.former, c.reason, c.corrected_at AS correctedAt, c.corrected_by AS correctedBy, a.display_name AS correctedByName
      FROM log_corrections c LEFT JOIN accounts a ON a.id = c.corrected_by WHERE c.entry_id = ? ORDER BY c.corrected_at DESC, c.id DESC`, [entryId]);
    return rows.map((row) => ({ ...row, former: JSON.parse(row.former) as LogChange['former'], correctedAt: Number(row.correctedAt) }));
  }

  /** What was withdrawn counts too: a list shows it as such. One query. */
  async count(projectId: Id, filter: LogFilter): Promise<number> {
    const { where, parameters } = logConditions(projectId, filter);
    const [row] = await this.dataSource.query<{ total: number | string }[]>(`SELECT COUNT(*) AS total FROM log_entries e ${where}`, parameters);
    return Number(row?.total ?? 0);
  }

  /** The newest first. Two queries. */
  async rows(projectId: Id, filter: LogFilter, { limit, offset }: { limit: number; offset: number }): Promise<LogFound[]> {
    const { where, parameters } = logConditions(projectId, filter);
    const rows = await this.dataSource.query<Row[]>(`${SELECT} ${where} ORDER BY e.starts_on DESC, e.id DESC LIMIT ? OFFSET ?`, [...parameters, limit, offset]);
    const documents = groupBy(await this.documents(rows.map(({ id }) => id)), ({ entryId }) => entryId);
    return rows.map((row) => found(row, documents.get(row.id) ?? []));
  }

  private async documents(entryIds: readonly Id[]): Promise<LogDocument[]> {
    if (entryIds.length === 0) return [];
    const rows = await this.dataSource.query<(Omit<LogDocument, 'gone'> & { parts: number | string })[]>(`
      SELECT d.id, d.entry_id AS entryId, d.file_id AS fileId, f.centre_id AS centreId, f.name, f.hash, f.bytes, d.attached_at AS attachedAt, a.display_name AS attachedByName,
        d.withdrawn_at AS withdrawnAt, d.withdraw_reason AS withdrawReason, d.version, (SELECT COUNT(*) FROM stored_file_parts p WHERE p.file_id = d.file_id) AS parts
      FROM log_attachments d LEFT JOIN stored_files f ON f.id = d.file_id LEFT JOIN accounts a ON a.id = d.attached_by
      WHERE d.entry_id IN (${places(entryIds)}) ORDER BY d.attached_at, d.id`, [...entryIds]);
    return rows.map(({ parts, ...row }) => ({
      ...row, bytes: Number(row.bytes), gone: row.name === null || Number(parts) === 0, attachedAt: Number(row.attachedAt), withdrawnAt: numberOrNull(row.withdrawnAt), version: Number(row.version),
    }));
  }
}

type Row = Omit<LogFound, 'documents'>;

const SELECT = `
  SELECT e.id, e.project_id AS projectId, e.kind, e.starts_on AS startsOn, e.ends_on AS endsOn, e.title, e.about, e.place, e.people, e.result_id AS resultId, e.likelihood, e.effect,
    e.measures, e.written_at AS writtenAt, e.written_by AS writtenBy, e.withdrawn_at AS withdrawnAt, e.withdrawn_by AS withdrawnBy, e.withdraw_reason AS withdrawReason, e.version,
    r.title AS activity, w.display_name AS writtenByName, x.display_name AS withdrawnByName
  FROM log_entries e LEFT JOIN project_results r ON r.id = e.result_id LEFT JOIN accounts w ON w.id = e.written_by LEFT JOIN accounts x ON x.id = e.withdrawn_by`;

function found(row: Row, documents: LogDocument[]): LogFound {
  return { ...row, people: numberOrNull(row.people), writtenAt: Number(row.writtenAt), withdrawnAt: numberOrNull(row.withdrawnAt), version: Number(row.version), documents };
}

function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}

const [FIRST_DAY, LAST_DAY] = ['0000-01-01', '9999-12-31'];

/** `isIn` of the rules, in SQL. */
function logConditions(projectId: Id, { kind, from, to }: LogFilter): { where: string; parameters: unknown[] } {
  const [first, last] = [from ?? FIRST_DAY, to ?? LAST_DAY];
  const ofPeriod = from === null && to === null ? [] : [{
    sql: `((e.kind = 'milestone' AND e.ends_on IS NOT NULL AND (e.starts_on BETWEEN ? AND ? OR e.ends_on BETWEEN ? AND ?))
      OR ((e.kind <> 'milestone' OR e.ends_on IS NULL) AND e.starts_on <= ? AND (e.ends_on IS NULL OR e.ends_on >= ?)))`,
    values: [first, last, first, last, last, first],
  }];
  const parts = [{ sql: 'e.project_id = ?', values: [projectId] as unknown[] }, ...kind ? [{ sql: 'e.kind = ?', values: [kind] }] : [], ...ofPeriod];
  return { where: `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`, parameters: parts.flatMap(({ values }) => values) };
}
