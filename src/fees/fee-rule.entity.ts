import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Id, Ref, Version, Whole } from '../shared/database/columns.js';

/** How an edition charges; an edition without a row goes by `FEE_RULE_DEFAULTS`. */
@Entity('fee_rules')
@Unique('uq_fee_rules_edition_id', ['editionId'])
export class FeeRule {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Centre) centreId: string;
  /** Who withdraws until so many days after the edition begins owes nothing; null: whenever she withdraws. */
  @Whole({ null: true }) freeWithdrawalDays: number | null;
  /** So many days after the edition begins the fee is due. */
  @Whole() dueDays: number;
  @Version() version: number;
}

export const FEE_RULE_DEFAULTS = { freeWithdrawalDays: 7, dueDays: 7 } as const;
