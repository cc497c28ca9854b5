import { Entity, Index } from 'typeorm';
import { CalendarDate, Id, Instant, LooseId, Real, Ref, Text, Version } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { ProjectIndicator } from './project-indicator.entity.js';

/** A figure that Minka does not compute: typed in for a period, with the document that proves it. A correction is a new one; the last counts. */
@Entity('typed_figures')
@Index(['indicatorId', 'endsOn'])
@Index(['fileId'])
export class TypedFigure {
  @Id() id: string;
  @Ref(() => ProjectIndicator) indicatorId: string;
  @CalendarDate() startsOn: string;
  @CalendarDate() endsOn: string;
  @Real() value: number;
  @Text(300) source: string;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @Instant() typedAt: number;
  @LooseId({ null: true }) typedBy: string | null;
  /** When it was taken back, because it was wrong. */
  @Instant({ null: true }) withdrawnAt: number | null;
  @LooseId({ null: true }) withdrawnBy: string | null;
  @Text(300, { null: true }) withdrawReason: string | null;
  @Version() version: number;
}
