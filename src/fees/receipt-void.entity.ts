import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Id, Instant, LooseId, Ref, Text } from '../shared/database/columns.js';
import { Receipt } from './receipt.entity.js';
import { TillSession } from './till-session.entity.js';

/** A receipt that counts no more: it keeps its number, and says why. The database refuses to change or remove it. */
@Entity('receipt_voids')
@Unique('uq_receipt_voids_receipt_id', ['receiptId'])
@Index(['centreId', 'voidedAt'])
@Index(['tillSessionId'])
export class ReceiptVoid {
  @Id() id: string;
  @Ref(() => Receipt) receiptId: string;
  @Ref(() => Centre) centreId: string;
  @Text(300) reason: string;
  @Instant() voidedAt: number;
  @LooseId({ null: true }) voidedBy: string | null;
  /** The reversal of the payment's entry. */
  @Ref(() => LedgerEntry) entryId: string;
  /** The till that handed the money back; none where it never was in a till. */
  @Ref(() => TillSession, { null: true }) tillSessionId: string | null;
}
