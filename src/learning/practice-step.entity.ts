import { Entity, Unique } from 'typeorm';
import { Id, Instant, Json, NotAudited, OneOf, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import { PracticeRound } from './practice-round.entity.js';

export const STEP_OUTCOMES = ['trying', 'done', 'left'] as const;

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
  /** What she had done when she last sent it, so that it can be shown again; never a password. */
  @Json({ null: true }) kept: unknown;
  @Instant() changedAt: number;
  @Version() version: number;
}
