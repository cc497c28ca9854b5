import { Entity, Index, Unique } from 'typeorm';
import { CalendarDate, Id, Instant, NotAudited, Text, Whole } from '../../shared/database/columns.js';

/** Sums of a scope that were counted once and are kept up to date with what changes since: see `KeptTallies`. */
@Entity('kept_tallies')
@NotAudited()
@Unique('uq_kept_tallies_scope', ['scope'])
@Index(['usedOn'])
export class KeptTally {
  @Id() id: string;
  /** SHA-256 of the centres, the period, the slice, the dimensions and the definitions' versions. */
  @Text(64) scope: string;
  /** It holds all changes of facts up to this turn … */
  @Whole() turn: number;
  /** … of this drawing of all facts: after another one it is counted anew. */
  @Instant() drawnAt: number;
  @CalendarDate() usedOn: string;
}
