import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, Money, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { Charge } from './charge.entity.js';

const WAIVER_STATES = ['requested', 'granted', 'refused'] as const;
/** Why a fee is waived, in full or in part. */
export const WAIVER_REASONS = ['hardship', 'caregiver', 'illness', 'unemployed', 'scholarship', 'official', 'other'] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** A fee, or a part of it, that somebody need not pay: asked for by one, granted or refused by one who may. */
@Entity('waivers')
@Index(['centreId', 'state', 'requestedAt'])
@Index(['centreId', 'grantedMonth'])
@Index(['chargeId'])
@Index(['personId'])
export class Waiver {
  @Id() id: string;
  @Ref(() => Charge) chargeId: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Money() cents: number;
  @OneOf(WAIVER_REASONS) reason: WaiverReason;
  @Text(300, { null: true }) note: string | null;
  @OneOf(WAIVER_STATES) state: (typeof WAIVER_STATES)[number];
  @Instant() requestedAt: number;
  @LooseId({ null: true }) requestedBy: string | null;
  @Instant({ null: true }) decidedAt: number | null;
  @LooseId({ null: true }) decidedBy: string | null;
  /** Why it was refused. */
  @Text(300, { null: true }) refusal: string | null;
  /** The month whose ceiling it counts against, once granted. */
  @Text(7, { null: true }) grantedMonth: string | null;
  @Ref(() => LedgerEntry, { null: true }) entryId: string | null;
  @Version() version: number;
}
