import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { instantAt, localDateAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Role } from '../shared/kernel/roles.js';
import { Account } from './account.entity.js';

export interface CentreChoice {
  id: Id;
  name: string;
}

/** Accounts as sign-in and their administration read them. */
@Injectable()
export class AccountsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  byLoginName(loginName: string): Promise<Account | null> {
    return this.accounts.findOneBy({ loginName, kind: 'staff' });
  }

  byCardCode(cardCode: string): Promise<Account | null> {
    return this.accounts.findOneBy({ cardCode, kind: 'learner' });
  }

  /** Whether something waits that the account sent after its session had ended. */
  async hasUnsentForm(accountId: Id, now: Instant): Promise<boolean> {
    return (await this.dataSource.query('SELECT 1 FROM unsent_forms WHERE account_id = ? AND expires_at > ?', [accountId, now]) as unknown[]).length > 0;
  }

  /** How many codes on paper still let an administrator in; null without a second step. */
  async recoveryCodesLeft(accountId: Id): Promise<number | null> {
    const [row] = await this.dataSource.query<{ confirmed: number | null; codes: number | string }[]>(`
      SELECT a.totp_confirmed_at AS confirmed, (SELECT COUNT(*) FROM recovery_codes c
        WHERE c.account_id = a.id AND c.used_at IS NULL AND c.created_at >= a.totp_confirmed_at) AS codes
      FROM accounts a WHERE a.id = ?`, [accountId]);
    return row && row.confirmed !== null ? Number(row.codes) : null;
  }

  byId(id: Id): Promise<Account | null> {
    return this.accounts.findOneBy({ id });
  }

  learnerOf(personId: Id): Promise<Account | null> {
    return this.accounts.findOneBy({ personId, kind: 'learner' });
  }

  async existing(id: Id): Promise<Account> {
    const account = await this.byId(id);
    if (!account) throw new NotThere('account');
    return account;
  }

  /** The centres where an account has a role, by name; all centres for a role that counts everywhere. */
  centresOf(accountId: Id): Promise<CentreChoice[]> {
    return this.dataSource.query(
      `SELECT DISTINCT c.id, c.name FROM account_roles r JOIN centres c ON r.centre_id IS NULL OR c.id = r.centre_id
       WHERE r.account_id = ? ORDER BY c.name`, [accountId]);
  }

  /** True while nobody can sign in: the first page sets the centre up. */
  async isEmpty(): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT id FROM accounts LIMIT 1');
    return rows.length === 0;
  }

  async hasRole(accountId: Id, role: Role): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT id FROM account_roles WHERE account_id = ? AND role = ? LIMIT 1', [accountId, role]);
    return rows.length > 0;
  }

  /** The sessions of a learner's groups on the day of `now`. */
  async sessionsOf(personId: Id, now: Instant): Promise<{ startsAt: Instant; endsAt: Instant }[]> {
    const rows = await this.dataSource.query<{ date: LocalDate; startsAt: LocalTime; endsAt: LocalTime }[]>(SESSIONS, [personId, localDateAt(now)]);
    return rows.map(({ date, startsAt, endsAt }) => ({ startsAt: instantAt(date, startsAt), endsAt: instantAt(date, endsAt) }));
  }

  private get accounts() {
    return this.dataSource.manager.getRepository(Account);
  }
}

const SESSIONS = `
  SELECT s.date, s.starts_at AS startsAt, s.ends_at AS endsAt FROM enrolments n JOIN sessions s ON s.group_id = n.group_id
  WHERE n.person_id = ? AND n.status IN ('enrolled', 'completed') AND s.date = ? AND s.cancelled_at IS NULL`;
