import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import type { Role } from '../shared/kernel/roles.js';
import type { HeldRole } from './account-policy.js';

export interface ListedAccount {
  id: Id;
  displayName: string;
  loginName: string | null;
  disabledAt: number | null;
  /** False while an invitation waits. */
  hasPassword: boolean;
  hasSecondStep: boolean;
  roles: (HeldRole & { id: Id; centreName: string | null })[];
}

interface Row {
  id: Id;
  displayName: string;
  loginName: string | null;
  disabledAt: number | null;
  hasPassword: number | string;
  hasSecondStep: number | string;
  roleId: Id;
  role: Role;
  centreId: Id | null;
  centreName: string | null;
}

const LISTED = `SELECT a.id, a.display_name AS displayName, a.login_name AS loginName, a.disabled_at AS disabledAt,
  CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS hasPassword, CASE WHEN a.totp_confirmed_at IS NULL THEN 0 ELSE 1 END AS hasSecondStep,
  r.id AS roleId, r.role, r.centre_id AS centreId, c.name AS centreName
  FROM accounts a JOIN account_roles r ON r.account_id = a.id LEFT JOIN centres c ON c.id = r.centre_id`;

/** The staff's accounts, with all their roles. */
@Injectable()
export class AccountListRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The staff of a centre, by name; those whose role counts everywhere too. */
  async staffOf(centreId: Id): Promise<ListedAccount[]> {
    const rows: Row[] = await this.dataSource.query(
      `${LISTED} WHERE a.kind = 'staff' AND a.id IN (SELECT account_id FROM account_roles WHERE centre_id = ? OR centre_id IS NULL)
       ORDER BY a.display_name, a.id, r.role`, [centreId]);
    return gathered(rows);
  }

  async one(id: Id): Promise<ListedAccount | null> {
    const rows: Row[] = await this.dataSource.query(`${LISTED} WHERE a.kind = 'staff' AND a.id = ? ORDER BY r.role`, [id]);
    return gathered(rows)[0] ?? null;
  }
}

function gathered(rows: readonly Row[]): ListedAccount[] {
  const accounts = new Map<Id, ListedAccount>();
  for (const { roleId, role, centreId, centreName, ...row } of rows) {
    const account = accounts.get(row.id) ?? {
      ...row, hasPassword: Number(row.hasPassword) === 1, hasSecondStep: Number(row.hasSecondStep) === 1, roles: [],
    };
    account.roles.push({ id: roleId, role, centreId, centreName });
    accounts.set(row.id, account);
  }
  return [...accounts.values()];
}
