import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Month } from '../ledger/entry-rules.js';
import type { MonthSum } from '../ledger/sealed-month.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { MonthClosing } from './month-closing.entity.js';
import { asidesOf } from './money-bridge.js';
import { monthGround } from './month-ground.js';
import type { MonthGround } from './months.js';
import { statementOf, type Amount, type Statement } from './statement.js';
import { statementFacts } from './statement-facts.js';

export interface Signature {
  accountId: Id;
  name: string;
  month: Month;
  digest: string;
  signedAt: number;
}

/** What seals a closed month. */
export interface Seal {
  month: Month;
  number: number;
  hash: string;
  closedAt: number;
}

/** A closed month as anybody may see it. */
export type PublishedMonth = Pick<MonthClosing, 'month' | 'published'>;

/** The months with an entry, and what closed those that are closed. The newest first. */
export interface MonthsOverview {
  months: Month[];
  seals: Seal[];
  signatures: Signature[];
  published: PublishedMonth[];
}

/** A centre's months: open ones as they are now, closed ones as they were sealed. */
@Injectable()
export class MonthsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock) {}

  /** Four queries. */
  async overview(centreId: Id): Promise<MonthsOverview> {
    const months = await this.dataSource.query<{ month: Month }[]>('SELECT DISTINCT month FROM ledger_balances WHERE centre_id = ? ORDER BY month DESC', [centreId]);
    return { months: months.map(({ month }) => month), seals: await this.seals(centreId), signatures: await this.signatures(centreId), published: await this.published(centreId) };
  }

  /** The newest first. */
  async seals(centreId: Id): Promise<Seal[]> {
    const rows = await this.dataSource.query<Seal[]>(`
      SELECT c.month, e.number, e.hash, c.closed_at AS closedAt FROM month_closings c JOIN ledger_entries e ON e.id = c.entry_id
      WHERE c.centre_id = ? ORDER BY c.month DESC`, [centreId]);
    return rows.map((row) => ({ ...row, number: Number(row.number), closedAt: Number(row.closedAt) }));
  }

  /** What the closed months came to. The newest first. */
  published(centreId: Id): Promise<PublishedMonth[]> {
    return this.dataSource.manager.find(MonthClosing, { select: { id: true, month: true, published: true }, where: { centreId }, order: { month: 'DESC' } });
  }

  closing(centreId: Id, month: Month): Promise<MonthClosing | null> {
    return this.dataSource.manager.findOneBy(MonthClosing, { centreId, month });
  }

  /** A month as it is now. Four queries. */
  async live(centreId: Id, month: Month): Promise<Statement> {
    return (await this.liveWithAsides(centreId, month)).statement;
  }

  /** The same, with what of it changed the money beside the result. Four queries. */
  async liveWithAsides(centreId: Id, month: Month): Promise<{ statement: Statement; asides: Amount[] }> {
    const facts = await statementFacts(this.dataSource.manager, centreId, month);
    return { statement: statementOf(facts), asides: asidesOf(facts.sums) };
  }

  /** What of a closed month changed the money beside the result: its entries stand for ever, and so do these. One query. */
  async asides(centreId: Id, month: Month): Promise<Amount[]> {
    const rows = await this.dataSource.query<MonthSum[]>(`
      SELECT account_code AS account, SUM(debit_cents) AS debitCents, SUM(credit_cents) AS creditCents FROM ledger_balances
      WHERE centre_id = ? AND month = ? GROUP BY account_code ORDER BY account_code`, [centreId, month]);
    return asidesOf(rows.map(({ account, debitCents, creditCents }) => ({ account, debitCents: Number(debitCents), creditCents: Number(creditCents) })));
  }

  ground(centreId: Id, month: Month): Promise<MonthGround> {
    return monthGround(this.dataSource.manager, centreId, month, this.clock.now());
  }

  /** Those of one month, or of all; the first first. */
  async signatures(centreId: Id, month: Month | null = null): Promise<Signature[]> {
    const rows = await this.dataSource.query<Signature[]>(`
      SELECT s.account_id AS accountId, a.display_name AS name, s.month, s.digest, s.signed_at AS signedAt FROM month_signatures s JOIN accounts a ON a.id = s.account_id
      WHERE s.centre_id = ? ${month === null ? '' : 'AND s.month = ?'} ORDER BY s.signed_at`, month === null ? [centreId] : [centreId, month]);
    return rows.map((row) => ({ ...row, signedAt: Number(row.signedAt) }));
  }
}
