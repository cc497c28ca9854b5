import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LooseId, NotAudited, Whole } from '../../shared/database/columns.js';
import type { LearnerFacts } from './learner-facts.js';

/** The facts of a learner as they are kept for the figures: drawn from the records, never the other way round. */
@Entity('learner_facts')
@NotAudited()
@Index(['centreId', 'personId'])
@Index(['personId'])
export class LearnerFactsRow {
  /** The learner's. */
  @Id() id: string;
  @LooseId() personId: string;
  @LooseId() centreId: string;
  @Json() facts: LearnerFacts;
  /** How many changes had been kept when these facts were written: see `FactChange`. */
  @Whole({ default: 0 }) turn: number;
  @Instant() drawnAt: number;
}
