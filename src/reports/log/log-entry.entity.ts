import { Entity, Index } from 'typeorm';
import { CalendarDate, Id, Instant, LongText, LooseId, OneOf, Ref, Text, Version, Whole } from '../../shared/database/columns.js';
import { ProjectResult } from '../framework/project-result.entity.js';
import { Project } from '../framework/project.entity.js';
import { DEGREES, LOG_KINDS, type Degree, type LogKind } from './log-kinds.js';

/** What happened in a project: an activity, a milestone or a risk. The database refuses to remove it; what was wrong is withdrawn with a reason. */
@Entity('log_entries')
@Index(['projectId', 'startsOn', 'id'])
export class LogEntry {
  @Id() id: string;
  @Ref(() => Project) projectId: string;
  @OneOf(LOG_KINDS) kind: LogKind;
  /** An activity's first day; the day a milestone was planned for; the day a risk was seen. */
  @CalendarDate() startsOn: string;
  /** An activity's last day; the day a milestone was reached, null before; the day a risk was closed, null while it is open. */
  @CalendarDate({ null: true }) endsOn: string | null;
  @Text(200) title: string;
  @LongText({ null: true }) about: string | null;
  /** Where an activity was. */
  @Text(200, { null: true }) place: string | null;
  /** How many came to an activity; null where nobody counted. */
  @Whole({ null: true }) people: number | null;
  /** The activity of the framework that it is a part of. */
  @Ref(() => ProjectResult, { null: true }) resultId: string | null;
  @OneOf(DEGREES, { null: true }) likelihood: Degree | null;
  @OneOf(DEGREES, { null: true }) effect: Degree | null;
  /** What is done about a risk. */
  @LongText({ null: true }) measures: string | null;
  @Instant() writtenAt: number;
  @LooseId({ null: true }) writtenBy: string | null;
  @Instant({ null: true }) withdrawnAt: number | null;
  @LooseId({ null: true }) withdrawnBy: string | null;
  @Text(300, { null: true }) withdrawReason: string | null;
  @Version() version: number;
}
