import { Entity, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, Ref, Text } from '../shared/database/columns.js';

/** Somebody has seen a month's statement and stands for it. It counts as long as the statement says the same. The database refuses to change or remove it. */
@Entity('month_signatures')
@Unique('uq_month_signatures_centre_id_month_account_id_digest', ['centreId', 'month', 'accountId', 'digest'])
export class MonthSignature {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Text(7) month: string;
  @Ref(() => Account) accountId: string;
  /** Of the whole statement as she saw it. */
  @Text(64) digest: string;
  @Instant() signedAt: number;
}
