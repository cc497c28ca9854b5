import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LooseId, NotAudited, OneOf, Text, Version, Whole } from '../database/columns.js';

const JOB_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/** Long work that shows its progress and can be left and come back to. */
@Entity('jobs')
@NotAudited()
@Index(['centreId', 'kind', 'subjectId', 'createdAt'])
@Index(['status', 'leaseUntil'])
export class Job {
  @Id() id: string;
  /** Which runner takes it: `import`, `group-proposal`. */
  @Text(40) kind: string;
  @LooseId() centreId: string;
  /** The import, edition … that it works on. */
  @LooseId() subjectId: string;
  @OneOf(JOB_STATUSES) status: (typeof JOB_STATUSES)[number];
  /** Percent, 0 to 100. */
  @Whole({ default: 0 }) progress: number;
  /** How often it was taken up; given up after three. */
  @Whole({ default: 0 }) attempts: number;
  /** A catalogue key that says what is being done. */
  @Text(80, { null: true }) step: string | null;
  @Json({ null: true }) payload: unknown;
  @Json({ null: true }) result: unknown;
  @LooseId({ null: true }) createdBy: string | null;
  @Instant() createdAt: number;
  @Instant({ null: true }) finishedAt: number | null;
  /** A running job whose lease has run out was cut off and is taken up again or failed. */
  @Instant() leaseUntil: number;
  @Version() version: number;
}
