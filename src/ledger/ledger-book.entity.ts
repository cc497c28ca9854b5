import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Held, Id, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';

/** The book of a centre: how far it is written. Changed first by whoever writes an entry, so that no number is missing. */
@Entity('ledger_books')
@NotAudited()
@Unique('uq_ledger_books_centre_id', ['centreId'])
export class LedgerBook {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Whole({ default: 0 }) lastNumber: number;
  @Text(64) lastHash: string;
  /** The last closed month; empty as long as none is. */
  @Text(7, { default: '' }) closedThrough: string;
  @Held() held?: number;
}
