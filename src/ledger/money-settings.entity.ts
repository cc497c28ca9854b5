import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Flag, Id, Money, Ref, Text, Version } from '../shared/database/columns.js';

/** How a centre's consortium keeps its money; a centre without a row goes by `MONEY_DEFAULTS`. */
@Entity('money_settings')
@Unique('uq_money_settings_centre_id', ['centreId'])
export class MoneySettings {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  /** What may be waived in a month, all learners together. */
  @Money() waiverCeilingCents: number;
  /** Expenses above it need a second person. */
  @Money() expenseApprovalCents: number;
  /** The decision of the consortium that set them, in words: `Acta 12, 3 de noviembre`. */
  @Text(120, { null: true }) decision: string | null;
  /** Whether anybody may see the closed months. */
  @Flag() accountsPublic: boolean;
  @Version() version: number;
}

/** What a centre goes by until its consortium decides. */
export const MONEY_DEFAULTS = {
  waiverCeilingCents: 20_000, expenseApprovalCents: 20_000, decision: null, accountsPublic: false,
} as const satisfies Omit<MoneySettings, 'id' | 'centreId' | 'version'>;

export type MoneyRules = Omit<MoneySettings, 'id' | 'centreId' | 'version'>;
