import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, LongText, LooseId, NotAudited, OneOf, Ref, Text, Whole } from '../shared/database/columns.js';
import { ENTRY_KIND_NAMES, type EntryKind } from './entry-kinds.js';

/** An entry of a centre's book, chained to the one before (see `canonical-entry`). The database refuses to change or remove it. */
@Entity('ledger_entries')
@NotAudited()
@Unique('uq_ledger_entries_centre_id_number', ['centreId', 'number'])
@Unique('uq_ledger_entries_centre_id_reverses', ['centreId', 'reverses'])
@Index(['centreId', 'date', 'number'])
@Index(['centreId', 'kind', 'number'])
export class LedgerEntry {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  /** 1, 2, 3 … without a gap. */
  @Whole() number: number;
  @OneOf(ENTRY_KIND_NAMES) kind: EntryKind;
  @CalendarDate() date: string;
  @Text(60) reference: string;
  @Text(300, { null: true }) memo: string | null;
  /** The number of the entry that it takes back: each can be taken back once. */
  @Whole({ null: true }) reverses: number | null;
  @LongText({ null: true }) sealed: string | null;
  @Instant() recordedAt: number;
  @LooseId({ null: true }) recordedBy: string | null;
  @Text(32) salt: string;
  @Text(64) previousHash: string;
  @Text(64) hash: string;
}
