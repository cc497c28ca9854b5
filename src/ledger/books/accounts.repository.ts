import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { EntryKind } from '../entry-kinds.js';
import type { Month } from '../entry-rules.js';
import { daysOf } from '../book-months.js';

/** What an account took in a month, after what it held before; debits less credits. */
export interface AccountMonth {
  account: string;
  beforeCents: Cents;
  debitCents: Cents;
  creditCents: Cents;
}

/** A line of an account with the entry that it is of. */
export interface AccountLine {
  number: number;
  date: LocalDate;
  kind: EntryKind;
  memo: string | null;
  cents: Cents;
}

/** Reads of the book by account, each one query within a centre. */
@Injectable()
export class AccountsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** What every account holds that ever moved. */
  async balances(centreId: Id): Promise<Map<string, Cents>> {
    const rows = await this.dataSource.query<{ account: string; cents: number | string }[]>(`
      SELECT account_code AS account, SUM(debit_cents) - SUM(credit_cents) AS cents FROM ledger_balances WHERE centre_id = ? GROUP BY account_code`, [centreId]);
    return new Map(rows.map(({ account, cents }) => [account, Number(cents)]));
  }

  /** Every account that moved up to a month. */
  async month(centreId: Id, month: Month): Promise<AccountMonth[]> {
    const rows = await this.dataSource.query<Record<keyof AccountMonth, string | number>[]>(`
      SELECT account_code AS account, SUM(CASE WHEN month < ? THEN debit_cents - credit_cents ELSE 0 END) AS beforeCents,
        SUM(CASE WHEN month = ? THEN debit_cents ELSE 0 END) AS debitCents, SUM(CASE WHEN month = ? THEN credit_cents ELSE 0 END) AS creditCents
      FROM ledger_balances WHERE centre_id = ? AND month <= ? GROUP BY account_code ORDER BY account_code`, [month, month, month, centreId, month]);
    return rows.map((row) => ({
      account: String(row.account), beforeCents: Number(row.beforeCents), debitCents: Number(row.debitCents), creditCents: Number(row.creditCents),
    }));
  }

  /** What an account took in a month, the oldest first. */
  lines(centreId: Id, account: string, month: Month, most: number): Promise<AccountLine[]> {
    return this.dataSource.query<AccountLine[]>(`
      SELECT e.number, e.date, e.kind, e.memo, l.cents FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id AND l.account_code = ?
      WHERE e.centre_id = ? AND e.date BETWEEN ? AND ? ORDER BY e.date, e.number, l.place LIMIT ?`, [account, centreId, ...daysOf(month), most]);
  }
}
