import { Entity, Unique } from 'typeorm';
import { CalendarDate, Flag, Id, Real, Ref, Text, Version } from '../../shared/database/columns.js';
import { ProjectIndicator } from './project-indicator.entity.js';

/** What is to be reached in a period, both days included. In the indicator's unit; percent for a ratio. */
@Entity('indicator_targets')
@Unique('uq_indicator_targets_indicator_id_starts_on_ends_on', ['indicatorId', 'startsOn', 'endsOn'])
export class IndicatorTarget {
  @Id() id: string;
  @Ref(() => ProjectIndicator) indicatorId: string;
  @CalendarDate() startsOn: string;
  @CalendarDate() endsOn: string;
  /** What is counted begins on the project's first day, and not on the target's: everything up to its last day. */
  @Flag() fromStart: boolean;
  @Real() value: number;
  @Text(300, { null: true }) comment: string | null;
  @Version() version: number;
}
