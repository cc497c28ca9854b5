import { Entity, Index, Unique } from 'typeorm';
import { Id, LooseId, NotAudited, Text } from '../shared/database/columns.js';

/**
 * A quarter of an hour of a coach, a person or a PC that a booking or an offer has: one row each, so that the database
 * itself refuses a second holder. Removed when the hour is given free.
 */
@Entity('coaching_holds')
@NotAudited()
@Unique('uq_coaching_holds_resource_cell', ['resource', 'cell'])
@Index(['holderId'])
export class CoachingHold {
  @Id() id: string;
  /** `coach:` and the account (who coaches at two centres is still one), `person:` or `pc:` and its id. */
  @Text(50) resource: string;
  /** `2026-12-01 09:15`: the start of the quarter. */
  @Text(16) cell: string;
  /** The booking or the offer. */
  @LooseId() holderId: string;
}
