import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, Money, OneOf, Ref, Text } from '../shared/database/columns.js';
import { TillSession } from './till-session.entity.js';

export const PAYMENT_METHODS = ['cash', 'yape', 'plin', 'transfer'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Money that somebody paid at a till. Never changed: it is taken back by voiding its receipt. */
@Entity('payments')
@Unique('uq_payments_operation_claim', ['operationClaim'])
@Index(['tillSessionId'])
@Index(['personId'])
@Index(['centreId', 'paidOn'])
export class Payment {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => TillSession) tillSessionId: string;
  @OneOf(PAYMENT_METHODS) method: PaymentMethod;
  /** Of Yape, Plin or the bank. */
  @Text(40, { null: true }) operationNumber: string | null;
  /** `CENTRE:NUMBER` as long as it counts, `CENTRE:METHOD:NUMBER` where an operation of another method has that number: none pays twice. */
  @Text(90, { null: true }) operationClaim: string | null;
  /** What the centre keeps: what settles charges and what stays as credit. */
  @Money() cents: number;
  /** The part of it that no charge took. */
  @Money() creditCents: number;
  /** What was handed over, in cash. */
  @Money({ null: true }) tenderedCents: number | null;
  @CalendarDate() paidOn: string;
  @Instant() paidAt: number;
  @LooseId({ null: true }) receivedBy: string | null;
  @Ref(() => LedgerEntry) entryId: string;
}
