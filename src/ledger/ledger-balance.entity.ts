import { Entity, Index } from 'typeorm';
import { Code, LooseId, Money, NotAudited, Text } from '../shared/database/columns.js';

/** What an account of a centre took in a month: the sums of its lines, kept with every entry and proved by `verify-ledger`. */
@Entity('ledger_balances')
@NotAudited()
@Index(['centreId', 'month'])
export class LedgerBalance {
  /** `CENTRE:MONTH:ACCOUNT` */
  @Code(60) code: string;
  @LooseId() centreId: string;
  @Text(7) month: string;
  @Text(10) accountCode: string;
  @Money() debitCents: number;
  @Money() creditCents: number;
}
