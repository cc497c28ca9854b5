import { Entity, Index } from 'typeorm';
import { Id, Instant, Money, OneOf, Ref, Text, Whole } from '../../shared/database/columns.js';
import { Alliance } from './alliance.entity.js';
import { GIFT_KINDS, type GiftKind } from './gift-kinds.js';

/** What an ally gives every month. */
@Entity('alliance_promises')
@Index(['allianceId'])
export class AlliancePromise {
  @Id() id: string;
  @Ref(() => Alliance) allianceId: string;
  @OneOf(GIFT_KINDS) kind: GiftKind;
  /** What is counted: `horas`, `meses`. */
  @Text(40) unit: string;
  /** A month, in hundredths. */
  @Whole() quantityHundredths: number;
  @Money() unitValueCents: number;
  @Instant() createdAt: number;
}
