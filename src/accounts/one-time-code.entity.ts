import { Entity, Index, Unique } from 'typeorm';
import { Id, Instant, LooseId, OneOf, Ref, Secret, Text, Version } from '../shared/database/columns.js';
import { Account } from './account.entity.js';

const CODE_PURPOSES = ['invitation', 'reset', 'station'] as const;

/** A code given at the desk: invites, resets, or makes a PC a station. Only its hash is kept. */
@Entity('one_time_codes')
@Unique('uq_one_time_codes_code_hash', ['codeHash'])
@Index(['accountId'])
export class OneTimeCode {
  @Id() id: string;
  @Ref(() => Account) accountId: string;
  @OneOf(CODE_PURPOSES) purpose: (typeof CODE_PURPOSES)[number];
  @Secret() @Text(64) codeHash: string;
  @Instant() expiresAt: number;
  @Instant({ null: true }) usedAt: number | null;
  @LooseId({ null: true }) createdBy: string | null;
  @Instant() createdAt: number;
  @Version() version: number;
}
