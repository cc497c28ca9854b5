import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, Money, Ref, Text } from '../shared/database/columns.js';
import { TillSession } from './till-session.entity.js';

/** Credit that a till handed back in cash. Never changed or removed: who was paid by mistake pays again. */
@Entity('credit_payouts')
@Unique('uq_credit_payouts_entry_id', ['entryId'])
@Index(['centreId', 'personId'])
@Index(['personId'])
@Index(['tillSessionId'])
export class CreditPayout {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  /** As she was called when she was paid. */
  @Text(210) personName: string;
  @Ref(() => TillSession) tillSessionId: string;
  @Money() cents: number;
  @CalendarDate() paidOn: string;
  @Instant() paidAt: number;
  @LooseId({ null: true }) paidBy: string | null;
  @Ref(() => LedgerEntry) entryId: string;
}
