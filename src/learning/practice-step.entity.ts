import { Entity, Unique } from 'typeorm';
import type { Draft } from '../activities/draft.js';
import { Id, Instant, Json, NotAudited, OneOf, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import { PracticeRound } from './practice-round.entity.js';

const STEP_OUTCOMES = ['trying', 'done', 'left'] as const;

/** A task of a round, and how it went. */
@Entity('practice_steps')
@NotAudited()
@Unique('uq_practice_steps_round_id_ordinal', ['roundId', 'ordinal'])
export class PracticeStep {
  @Id() id: string;
  @Ref(() => PracticeRound) roundId: string;
  @Whole() ordinal: number;
  @Text(60) taskCode: string;
  @Whole() attempts: number;
  @Whole() helps: number;
  @OneOf(STEP_OUTCOMES) outcome: (typeof STEP_OUTCOMES)[number];
  /** What she had done when she last sent it, as it was scored; never a password. */
  @Json({ null: true }) kept: unknown;
  /** What stands in the task's fields, so that she finds it again as she left it; null when it is behind her. */
  @Json({ null: true }) draft: Draft | null;
  @Instant() changedAt: number;
  @Version() version: number;
}
