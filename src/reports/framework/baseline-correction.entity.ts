import { Entity, Index } from 'typeorm';
import { CalendarDate, Id, Instant, LooseId, Real, Ref, Text } from '../../shared/database/columns.js';
import { ProjectIndicator } from './project-indicator.entity.js';

/** A frozen baseline that was put right, and why. The database refuses to change or remove it. */
@Entity('baseline_corrections')
@Index(['indicatorId', 'correctedAt'])
export class BaselineCorrection {
  @Id() id: string;
  @Ref(() => ProjectIndicator) indicatorId: string;
  @Real() formerValue: number;
  @CalendarDate() formerOn: string;
  @Text(300, { null: true }) formerSource: string | null;
  @Real() value: number;
  @CalendarDate() valueOn: string;
  @Text(300) source: string;
  @Text(300) reason: string;
  @Instant() correctedAt: number;
  @LooseId({ null: true }) correctedBy: string | null;
}
