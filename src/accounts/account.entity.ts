import { Entity, Index, Unique } from 'typeorm';
import { Workstation } from '../centres/workstation.entity.js';
import { Person } from '../people/person.entity.js';
import { Flag, Id, Instant, LooseId, OneOf, Ref, Secret, Text, Version, Whole } from '../shared/database/columns.js';

const ACCOUNT_KINDS = ['staff', 'learner', 'station'] as const;

/** What signs in: a member of the staff, a learner, or a PC of a centre as a station. */
@Entity('accounts')
@Unique('uq_accounts_login_name', ['loginName'])
@Unique('uq_accounts_card_code', ['cardCode'])
@Unique('uq_accounts_person_id_kind', ['personId', 'kind'])
@Index(['workstationId'])
export class Account {
  @Id() id: string;
  @OneOf(ACCOUNT_KINDS) kind: (typeof ACCOUNT_KINDS)[number];
  /** Lower case; staff only. */
  @Text(60, { null: true }) loginName: string | null;
  @Ref(() => Person, { null: true }) personId: string | null;
  @Text(120) displayName: string;
  @Ref(() => Workstation, { null: true }) workstationId: string | null;
  @Secret() @Text(200, { null: true }) passwordHash: string | null;
  @Secret() @Text(200, { null: true }) pinHash: string | null;
  /** Who of the staff set the PIN, and so has seen it; null where she chose it herself or nobody knows. */
  @LooseId({ null: true }) secretSetBy: string | null;
  /** Eight letters and digits without look-alikes, the last one a check. */
  @Secret() @Text(16, { null: true }) cardCode: string | null;
  @Secret() @Text(64, { null: true }) totpSecret: string | null;
  @Instant({ null: true }) totpConfirmedAt: number | null;
  @Instant({ null: true }) disabledAt: number | null;
  /** Rises when a secret changes; sessions of an older one end. */
  @Whole({ default: 1 }) credentialsVersion: number;
  @Text(5, { null: true }) locale: string | null;
  /** How she reads best, on every PC. */
  @Flag() largePrint: boolean;
  @Flag() highContrast: boolean;
  @Instant() createdAt: number;
  @Version() version: number;
}
