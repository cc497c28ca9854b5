import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, Json, LooseId, Money, Ref, Whole } from '../shared/database/columns.js';
import { TillSession } from './till-session.entity.js';

/** One count of a till. Whoever counts again adds another: what the first one found stays. The database refuses to change or remove it. */
@Entity('till_counts')
@Unique('uq_till_counts_till_session_id_ordinal', ['tillSessionId', 'ordinal'])
export class TillCount {
  @Id() id: string;
  @Ref(() => TillSession) tillSessionId: string;
  @Ref(() => Centre) centreId: string;
  /** 1, 2, 3 … */
  @Whole() ordinal: number;
  /** What should have been in it then, by what was booked. */
  @Money() expectedCents: number;
  @Money() countedCents: number;
  /** How many of each coin and note, by céntimos. */
  @Json() denominations: Readonly<Record<string, number>>;
  @Instant() countedAt: number;
  @LooseId({ null: true }) countedBy: string | null;
}
