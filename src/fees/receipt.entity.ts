import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, Money, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import { Payment } from './payment.entity.js';

/** The centre's own receipt for a payment; no voucher of SUNAT's. Only the voucher issued elsewhere may be noted later. */
@Entity('receipts')
@Unique('uq_receipts_series_number', ['series', 'number'])
@Unique('uq_receipts_public_code', ['publicCode'])
@Unique('uq_receipts_payment_id', ['paymentId'])
@Index(['centreId', 'issuedOn'])
@Index(['personId'])
export class Receipt {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Text(20) series: string;
  /** 1, 2, 3 … without a gap. */
  @Whole() number: number;
  /** Of its public page; see `publicCodeFrom`. */
  @Text(20) publicCode: string;
  @Ref(() => Payment) paymentId: string;
  @Ref(() => Person) personId: string;
  /** As they stood when it was written. */
  @Text(210) personName: string;
  @Text(120) centreName: string;
  /** What was paid for, a line each. */
  @Text(600) concept: string;
  @Money() cents: number;
  @CalendarDate() issuedOn: string;
  @Instant() issuedAt: number;
  @LooseId({ null: true }) issuedBy: string | null;
  /** Of a boleta that another system issued for the same payment. */
  @Text(10, { null: true }) voucherSeries: string | null;
  @Text(20, { null: true }) voucherNumber: string | null;
  @Version() version: number;
}
