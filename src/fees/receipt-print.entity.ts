import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, LooseId, OneOf, Ref, Whole } from '../shared/database/columns.js';
import { Receipt } from './receipt.entity.js';

export const PRINT_FORMATS = ['a5', 'strip'] as const;
export type PrintFormat = (typeof PRINT_FORMATS)[number];

/** A receipt on paper: the first is the original, every later one a copy and marked as one. The database refuses to change or remove it. */
@Entity('receipt_prints')
@Unique('uq_receipt_prints_receipt_id_copy', ['receiptId', 'copy'])
export class ReceiptPrint {
  @Id() id: string;
  @Ref(() => Receipt) receiptId: string;
  @Ref(() => Centre) centreId: string;
  /** 0: the original. */
  @Whole() copy: number;
  @OneOf(PRINT_FORMATS) format: PrintFormat;
  @Instant() printedAt: number;
  @LooseId({ null: true }) printedBy: string | null;
}
