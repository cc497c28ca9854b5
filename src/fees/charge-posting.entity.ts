import { Entity, Index } from 'typeorm';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Id, Instant, LooseId, Money, NotAudited, OneOf, Ref } from '../shared/database/columns.js';
import { Charge } from './charge.entity.js';
import { Payment } from './payment.entity.js';

const POSTING_KINDS = ['charge', 'waiver', 'payment', 'credit', 'cancellation', 'void'] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

/** What changed what is open of a charge, with the entry that proves it. The database refuses to change or remove it. */
@Entity('charge_postings')
@NotAudited()
@Index(['chargeId'])
@Index(['paymentId'])
@Index(['entryId'])
export class ChargePosting {
  @Id() id: string;
  @Ref(() => Charge) chargeId: string;
  @OneOf(POSTING_KINDS) kind: PostingKind;
  /** What it adds to what is owed: a payment is negative. */
  @Money() cents: number;
  @Ref(() => LedgerEntry) entryId: string;
  @Ref(() => Payment, { null: true }) paymentId: string | null;
  @Instant() postedAt: number;
  @LooseId({ null: true }) postedBy: string | null;
}
