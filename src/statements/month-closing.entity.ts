import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Id, Instant, Json, NotAudited, Ref, Text } from '../shared/database/columns.js';
import type { PublicStatement } from './public-statement.js';
import type { Statement } from './statement.js';

/** A closed month with its figures, which never change again: its own record, beside the two signatures. The database refuses to change or remove it. */
@Entity('month_closings')
@NotAudited()
@Unique('uq_month_closings_centre_id_month', ['centreId', 'month'])
export class MonthClosing {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Text(7) month: string;
  /** The entry that seals it into the chain: its hash is the closing hash. */
  @Ref(() => LedgerEntry) entryId: string;
  @Json() statement: Statement;
  @Json() published: PublicStatement;
  @Instant() closedAt: number;
}
