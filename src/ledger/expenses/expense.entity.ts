import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { CalendarDate, Id, Instant, LooseId, Money, OneOf, Ref, Text, Version } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { LedgerEntry } from '../ledger-entry.entity.js';
import { DOCUMENT_KINDS, EXPENSE_STATES, type DocumentKind, type ExpenseState } from './expense-words.js';

/** What a centre spent. What was entered is never changed: the database refuses it; how far it is stands in the columns behind. */
@Entity('expenses')
@Unique('uq_expenses_document_claim', ['documentClaim'])
@Index(['centreId', 'spentOn', 'id'])
@Index(['centreId', 'status'])
@Index(['fileId'])
export class Expense {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  /** An expense account of the chart. */
  @Text(10) category: string;
  @Money() amountCents: number;
  @CalendarDate() spentOn: string;
  /** The account that paid it at once; nothing where it was still owed. */
  @Text(10, { null: true }) paidFrom: string | null;
  @Text(120) supplier: string;
  @OneOf(DOCUMENT_KINDS) documentKind: DocumentKind;
  @Text(40, { null: true }) documentNumber: string | null;
  /** What makes a document one of its own (`documentClaim`); nothing once the expense was refused or taken back. */
  @Text(240, { null: true }) documentClaim: string | null;
  @Text(300) description: string;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @OneOf(EXPENSE_STATES) status: ExpenseState;
  @Instant() enteredAt: number;
  @LooseId({ null: true }) enteredBy: string | null;
  /** The second person's decision, where one was needed. */
  @Instant({ null: true }) decidedAt: number | null;
  @LooseId({ null: true }) decidedBy: string | null;
  /** Why it was refused or taken back. */
  @Text(300, { null: true }) reason: string | null;
  @Ref(() => LedgerEntry, { null: true }) entryId: string | null;
  /** When and from where what was owed was paid. */
  @CalendarDate({ null: true }) settledOn: string | null;
  @Text(10, { null: true }) settledFrom: string | null;
  @Ref(() => LedgerEntry, { null: true }) settlementEntryId: string | null;
  @Ref(() => LedgerEntry, { null: true }) reversalEntryId: string | null;
  @Version() version: number;
}
