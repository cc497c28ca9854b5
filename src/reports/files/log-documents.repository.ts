import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { ReportContent } from '../publishing/report-content.js';

/** A document that an entry of a report's log names. */
export interface LogDocumentFile {
  name: string;
  hash: string;
  bytes: Buffer;
}

/** The documents that the log of a report names, for whoever takes the pack. */
@Injectable()
export class LogDocumentsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly files: StoredFiles) {}

  /** Each once, one in memory at a time; those that were withdrawn since and those whose bytes are gone are left out. Two queries, and one a document. */
  async* of({ project, log, centres }: ReportContent): AsyncGenerator<LogDocumentFile> {
    const named = new Map(log.flatMap(({ attachments }) => attachments).map(({ name, hash }) => [hash, name]));
    if (named.size === 0) return;
    const standing = await this.dataSource.query<{ fileId: Id }[]>(
      'SELECT DISTINCT a.file_id AS fileId FROM log_attachments a JOIN log_entries e ON e.id = a.entry_id WHERE e.project_id = ? AND e.withdrawn_at IS NULL AND a.withdrawn_at IS NULL', [project.id]);
    const found = await this.dataSource.manager.findBy(StoredFile, { id: In(standing.map(({ fileId }) => fileId)), centreId: In(centres.map(({ id }) => id)), hash: In([...named.keys()]), keptFor: 'office' });
    const byHash = new Map(found.map((file) => [file.hash, file]));
    for (const [hash, name] of named) {
      const file = byHash.get(hash);
      const bytes = file ? await this.files.read(file) : Buffer.alloc(0);
      if (bytes.length > 0) yield { name, hash, bytes };
    }
  }
}
