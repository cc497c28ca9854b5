import { Entity, Index } from 'typeorm';
import { Big, Id, Instant, LongText, NotAudited } from '../shared/database/columns.js';

/** The last form that an account sent after its session had ended; sealed, for its owner alone. */
@Entity('unsent_forms')
@NotAudited()
@Index(['expiresAt'])
export class UnsentForm {
  @Id() accountId: string;
  @Big() @LongText() sealed: string;
  @Instant() expiresAt: number;
}
