import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Period } from '../indicators/indicator.js';
import { periodParts } from './period-months.js';

/** What an account of a centre took in a period: debits less credits. */
export interface AccountSum {
  centreId: Id;
  account: string;
  cents: Cents;
}

/** What accounts took in any period, both days included: whole months from the sums that the book keeps, the days around them from its entries. */
@Injectable()
export class AccountSumsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** By centre and account, in the order of accounts. One query. */
  async sums(centreIds: readonly Id[], period: Period): Promise<AccountSum[]> {
    const { months, days } = periodParts(period);
    if (centreIds.length === 0 || (!months && days.length === 0)) return [];
    const centres = places(centreIds);
    const kept = months ? [{
      sql: `SELECT centre_id, account_code, debit_cents - credit_cents AS cents FROM ledger_balances WHERE centre_id IN (${centres}) AND month BETWEEN ? AND ?`,
      values: [...centreIds, months.from, months.to],
    }] : [];
    const around = days.map(({ from, to }) => ({
      sql: `SELECT e.centre_id, l.account_code, l.cents FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id WHERE e.centre_id IN (${centres}) AND e.date BETWEEN ? AND ?`,
      values: [...centreIds, from, to],
    }));
    const parts = [...kept, ...around];
    const rows = await this.dataSource.query<AccountSum[]>(`
      SELECT x.centre_id AS centreId, x.account_code AS account, SUM(x.cents) AS cents FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) x
      GROUP BY x.centre_id, x.account_code ORDER BY x.account_code, x.centre_id`, parts.flatMap(({ values }) => values));
    return rows.map(({ centreId, account, cents }) => ({ centreId, account, cents: Number(cents) }));
  }
}
