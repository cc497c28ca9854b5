import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, LooseId, Ref, Whole } from '../shared/database/columns.js';
import { ConsortiumMember } from './consortium-member.entity.js';

/**
 * A member's part of costs and decisions from a day on, until the next one. Append-only: a change is a new row, and one that was
 * wrong is overtaken by a new row from the same day.
 */
@Entity('consortium_shares')
@Unique('uq_consortium_shares_member_id_ordinal', ['memberId', 'ordinal'])
@Index(['centreId'])
export class ConsortiumShare {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => ConsortiumMember) memberId: string;
  /** Counts the rows of a member, from 1: of two from the same day, the later one is in force. */
  @Whole() ordinal: number;
  @CalendarDate() since: string;
  /** Hundredths of a percent. */
  @Whole() costShare: number;
  /** Hundredths of a percent. */
  @Whole() decisionShare: number;
  @Instant() createdAt: number;
  @LooseId({ null: true }) createdBy: string | null;
}
