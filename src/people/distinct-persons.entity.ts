import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, LooseId, Ref } from '../shared/database/columns.js';

/** Somebody has looked at two records that may be one person, and said that they are two. */
@Entity('distinct_persons')
@Unique('uq_distinct_persons_first_id_second_id', ['firstId', 'secondId'])
export class DistinctPersons {
  @Id() id: string;
  /** The smaller of both ids, so that a pair is kept once. */
  @LooseId() firstId: string;
  @LooseId() secondId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() decidedAt: number;
  @LooseId({ null: true }) decidedBy: string | null;
}
