import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Practice } from '../courses/practice.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, NotAudited, Ref, Version, Whole } from '../shared/database/columns.js';

/** One time that somebody goes through a practice. */
@Entity('practice_rounds')
@NotAudited()
@Unique('uq_practice_rounds_person_id_practice_code_round', ['personId', 'practiceCode', 'round'])
@Index(['practiceCode', 'personId'])
export class PracticeRound {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Practice, { length: 60 }) practiceCode: string;
  @Ref(() => Centre) centreId: string;
  /** 1 for her first time. */
  @Whole() round: number;
  @Instant() startedAt: number;
  @Instant() seenAt: number;
  @Instant({ null: true }) finishedAt: number | null;
  /** When enough of its tasks were done for the practice to count; it stays, whatever comes after. */
  @Instant({ null: true }) practisedAt: number | null;
  /** How many tasks the practice had. */
  @Whole() tasks: number;
  /** How many of them she managed without a help. */
  @Whole() alone: number;
  @Version() version: number;
}
