import { Entity, Index } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { CalendarDate, Id, Instant, LooseId, Money, OneOf, Ref, Text, Version, Whole } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { LedgerEntry } from '../ledger-entry.entity.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { Alliance } from './alliance.entity.js';
import { GIFT_KINDS, type GiftKind } from './gift-kinds.js';

/** What somebody gave to the centre, in money or in kind. Never changed: it is taken back. */
@Entity('contributions')
@Index(['centreId', 'cameOn', 'id'])
@Index(['allianceId', 'cameOn'])
@Index(['promiseId'])
@Index(['fileId'])
export class Contribution {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Alliance, { null: true }) allianceId: string | null;
  @Ref(() => AlliancePromise, { null: true }) promiseId: string | null;
  @Text(160) giver: string;
  @OneOf(GIFT_KINDS) kind: GiftKind;
  @CalendarDate() cameOn: string;
  /** In hundredths; nothing for money. */
  @Whole({ null: true }) quantityHundredths: number | null;
  @Text(40, { null: true }) unit: string | null;
  @Money({ null: true }) unitValueCents: number | null;
  @Money() amountCents: number;
  /** Where money went; nothing for what came in kind. */
  @Text(10, { null: true }) accountCode: string | null;
  /** What proves it, beside or instead of a document. */
  @Text(300, { null: true }) note: string | null;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @Ref(() => LedgerEntry) entryId: string;
  @Instant() enteredAt: number;
  @LooseId({ null: true }) enteredBy: string | null;
  /** Why it was taken back. */
  @Text(300, { null: true }) reason: string | null;
  @Ref(() => LedgerEntry, { null: true }) reversalEntryId: string | null;
  @Version() version: number;
}
