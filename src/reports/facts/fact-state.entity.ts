import { Entity } from 'typeorm';
import { Code, Instant, LooseId, NotAudited, Whole } from '../../shared/database/columns.js';

/** How far the facts have followed the trail of changes: one row, `facts`, held while they are brought up to date. */
@Entity('fact_states')
@NotAudited()
export class FactState {
  @Code(20) code: string;
  /** The last turn that was given to a change. */
  @Whole({ default: 0 }) turn: number;
  /** The facts hold all that the trail says until here. */
  @Instant() followedUntil: number;
  /** Where a drawing of all facts has got to: the last learner drawn; null when all are there. */
  @LooseId({ null: true }) drawingFrom: string | null;
  @Instant({ null: true }) drawnAt: number | null;
}
