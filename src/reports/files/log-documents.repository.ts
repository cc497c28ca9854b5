import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
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

  /** Each once, one in memory at a time; those whose bytes are gone are left out. One query, and one a document. */
  async* of({ log, centres }: ReportContent): AsyncGenerator<LogDocumentFile> {
    const named = new Map(log.flatMap(({ attachments }) => attachments).map(({ name, hash }) => [hash, name]));
    if (named.size === 0) return;
    const found = await this.dataSource.manager.findBy(StoredFile, { centreId: In(centres.map(({ id }) => id)), hash: In([...named.keys()]), keptFor: 'office' });
    const byHash = new Map(found.map((file) => [file.hash, file]));
    for (const [hash, name] of named) {
      const file = byHash.get(hash);
      const bytes = file ? await this.files.read(file) : Buffer.alloc(0);
      if (bytes.length > 0) yield { name, hash, bytes };
    }
  }
}
