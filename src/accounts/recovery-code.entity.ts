import { Entity, Index, Unique } from 'typeorm';
import { Id, Instant, Ref, Secret, Text, Version } from '../shared/database/columns.js';
import { Account } from './account.entity.js';

/** A code that stands in once for the second step of an administrator who has lost her phone. Only its hash is kept. */
@Entity('recovery_codes')
@Unique('uq_recovery_codes_code_hash', ['codeHash'])
@Index(['accountId'])
export class RecoveryCode {
  @Id() id: string;
  @Ref(() => Account) accountId: string;
  @Secret() @Text(64) codeHash: string;
  @Instant() createdAt: number;
  /** When it let her in, or when newer ones took its place. */
  @Instant({ null: true }) usedAt: number | null;
  @Version() version: number;
}
