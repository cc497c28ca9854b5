import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LooseId, Ref, Text } from '../../shared/database/columns.js';
import { LogEntry } from './log-entry.entity.js';

/** What an entry of the log said before it was corrected. The database refuses to change or remove it. */
@Entity('log_corrections')
@Index(['entryId', 'correctedAt'])
export class LogCorrection {
  @Id() id: string;
  @Ref(() => LogEntry) entryId: string;
  /** What changed, as it was. */
  @Json() former: Partial<LogEntry>;
  @Text(300, { null: true }) reason: string | null;
  @Instant() correctedAt: number;
  @LooseId({ null: true }) correctedBy: string | null;
}
