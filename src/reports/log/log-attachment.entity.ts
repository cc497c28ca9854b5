import { Entity, Index } from 'typeorm';
import { Id, Instant, LooseId, Ref, Text, Version } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { LogEntry } from './log-entry.entity.js';

/** A document that shows what an entry of the log says. One that does not belong there is withdrawn with a reason. */
@Entity('log_attachments')
@Index(['entryId', 'attachedAt'])
@Index(['fileId'])
export class LogAttachment {
  @Id() id: string;
  @Ref(() => LogEntry) entryId: string;
  @Ref(() => StoredFile) fileId: string;
  @Instant() attachedAt: number;
  @LooseId({ null: true }) attachedBy: string | null;
  @Instant({ null: true }) withdrawnAt: number | null;
  @LooseId({ null: true }) withdrawnBy: string | null;
  @Text(300, { null: true }) withdrawReason: string | null;
  @Version() version: number;
}
