import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, OneOf, Ref } from '../shared/database/columns.js';
import { ROLES } from '../shared/kernel/roles.js';
import { Account } from './account.entity.js';

/** What an account may do at a centre; without a centre, at all of them. */
@Entity('account_roles')
@Unique('uq_account_roles_account_id_role_centre_id', ['accountId', 'role', 'centreId'])
@Index(['centreId', 'role'])
export class AccountRole {
  @Id() id: string;
  @Ref(() => Account) accountId: string;
  @OneOf(ROLES) role: (typeof ROLES)[number];
  @Ref(() => Centre, { null: true }) centreId: string | null;
  @Instant() grantedAt: number;
}
