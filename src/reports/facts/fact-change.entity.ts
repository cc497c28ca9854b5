import { Entity, Unique } from 'typeorm';
import { Big, Id, Instant, Json, LooseId, NotAudited, Whole } from '../../shared/database/columns.js';
import type { LearnerFacts } from './learner-facts.js';

/**
 * How the facts of a person changed, in the order of turns: what was added up before is brought up to date by taking
 * off `before` and adding `after`, each the facts of all centres where she is a learner.
 */
@Entity('fact_changes')
@NotAudited()
@Unique('uq_fact_changes_turn', ['turn'])
export class FactChange {
  @Id() id: string;
  @Whole() turn: number;
  @LooseId() personId: string;
  @Big() @Json() before: LearnerFacts[];
  @Big() @Json() after: LearnerFacts[];
  @Instant() at: number;
}
