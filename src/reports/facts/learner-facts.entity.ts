import { Entity, Index } from 'typeorm';
import { Big, Id, Instant, LongText, LooseId, NotAudited, Whole } from '../../shared/database/columns.js';

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
  /** As `keptForm` writes them. */
  @Big() @LongText() facts: string;
  /** More than half of all: a column of their own, which whoever adds up whole months does not read. */
  @Big() @LongText() marks: string;
  /** How many changes had been kept when these facts were written: see `FactChange`. */
  @Whole({ default: 0 }) turn: number;
  @Instant() drawnAt: number;
}
