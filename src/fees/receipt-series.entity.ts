import { Entity } from 'typeorm';
import { Code, NotAudited, Whole } from '../shared/database/columns.js';

/** The counter of a centre's receipts. Changed before a receipt is written, so that no number is missing. */
@Entity('receipt_series')
@NotAudited()
export class ReceiptSeries {
  /** The series as it stands on the receipts: `VES`. */
  @Code(20) code: string;
  @Whole({ default: 0 }) lastNumber: number;
}
