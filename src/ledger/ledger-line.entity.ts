import { Entity, Index } from 'typeorm';
import { Id, LooseId, Money, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import { LedgerEntry } from './ledger-entry.entity.js';

/** One account of an entry. The database refuses to change or remove it. */
@Entity('ledger_lines')
@NotAudited()
@Index(['entryId'])
@Index(['centreId', 'accountCode', 'entryNumber'])
export class LedgerLine {
  @Id() id: string;
  @Ref(() => LedgerEntry) entryId: string;
  @LooseId() centreId: string;
  @Whole() entryNumber: number;
  /** 0, 1, 2 … */
  @Whole() place: number;
  @Text(10) accountCode: string;
  /** Positive: debit; negative: credit. */
  @Money() cents: number;
}
