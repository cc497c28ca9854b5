import { Inject, Injectable } from '@nestjs/common';
import { And, DataSource, LessThan, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { firstDayOf, monthAfter } from '../ledger/book-months.js';
import type { Month } from '../ledger/entry-rules.js';
import { places } from '../shared/database/sql.js';
import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { methodSums, type MethodSum } from './till-cash.js';
import { TillCount } from './till-count.entity.js';
import { TillSession } from './till-session.entity.js';

/** A till with its owner's name and what went through it. */
export interface TillSessionView extends TillSession {
  owner: string;
  sums: MethodSum[];
}

/** The receipts that one till wrote: their first and last number, and which of them count no more. */
export interface TillReceipts {
  series: string;
  first: number;
  last: number;
  count: number;
  voided: number[];
}

/** One count of a till, and who made it. */
export interface TillCountView extends Pick<TillCount, 'ordinal' | 'expectedCents' | 'countedCents' | 'countedAt'> {
  countedBy: string | null;
}

/** Who has seen what a till lacked or had too much. */
export interface TillReviewView {
  accountId: Id;
  name: string;
  reviewedAt: number;
}

/** Whose tills somebody may see: her own, or all of her centre. */
export interface TillScope {
  centreId: Id;
  accountId: Id;
  all: boolean;
}

export const TILLS_PAGE = 30;

/** Tills, for whoever may see them. */
@Injectable()
export class TillSessionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** How many there are, of a month or of all. One query. */
  count(scope: TillScope, month: Month | null): Promise<number> {
    return this.dataSource.manager.countBy(TillSession, tillsWhere(scope, month));
  }

  /** The newest first, so many from so many on. Three queries. */
  async list(scope: TillScope, month: Month | null, { take, skip = 0 }: { take: number; skip?: number }): Promise<TillSessionView[]> {
    const sessions = await this.dataSource.manager.find(TillSession, { where: tillsWhere(scope, month), order: { openedAt: 'DESC', id: 'DESC' }, take, skip });
    return this.withSums(sessions);
  }

  /** @throws NotThere for somebody else's */
  async one({ centreId, accountId, all }: TillScope, id: Id): Promise<TillSessionView> {
    const session = isId(id) ? await this.dataSource.manager.findOneBy(TillSession, { id, centreId, ...(all ? {} : { accountId }) }) : null;
    if (!session) throw new NotThere('till');
    return (await this.withSums([session]))[0] as TillSessionView;
  }

  /** What a till wrote, by series; numbers between them may be of another till. One query. */
  async receiptsOf(sessionId: Id): Promise<TillReceipts[]> {
    const rows = await this.dataSource.query<{ series: string; number: number; voided: number }[]>(`
      SELECT r.series, r.number, CASE WHEN v.id IS NULL THEN 0 ELSE 1 END AS voided
      FROM payments p JOIN receipts r ON r.payment_id = p.id LEFT JOIN receipt_voids v ON v.receipt_id = r.id
      WHERE p.till_session_id = ? ORDER BY r.series, r.number`, [sessionId]);
    return [...groupBy(rows, ({ series }) => series)].map(([series, written]) => ({
      series, first: Number(written[0]?.number), last: Number(written.at(-1)?.number), count: written.length,
      voided: written.filter(({ voided }) => Number(voided) === 1).map(({ number }) => Number(number)),
    }));
  }

  /** All counts of a till, in the order in which they were made. One query. */
  async countsOf(sessionId: Id): Promise<TillCountView[]> {
    const rows = await this.dataSource.query<TillCountView[]>(`
      SELECT c.ordinal, c.expected_cents AS expectedCents, c.counted_cents AS countedCents, c.counted_at AS countedAt, a.display_name AS countedBy
      FROM till_counts c LEFT JOIN accounts a ON a.id = c.counted_by WHERE c.till_session_id = ? ORDER BY c.ordinal`, [sessionId]);
    return rows.map((row) => ({ ...row, countedAt: Number(row.countedAt) }));
  }

  /** One query. */
  async reviewsOf(sessionId: Id): Promise<TillReviewView[]> {
    const rows = await this.dataSource.query<TillReviewView[]>(`
      SELECT v.reviewed_by AS accountId, a.display_name AS name, v.reviewed_at AS reviewedAt
      FROM till_reviews v JOIN accounts a ON a.id = v.reviewed_by WHERE v.till_session_id = ? ORDER BY v.reviewed_at, v.id`, [sessionId]);
    return rows.map((row) => ({ ...row, reviewedAt: Number(row.reviewedAt) }));
  }

  private async withSums(sessions: readonly TillSession[]): Promise<TillSessionView[]> {
    if (sessions.length === 0) return [];
    const sums = await methodSums(this.dataSource, sessions.map(({ id }) => id));
    const accountIds = [...new Set(sessions.map(({ accountId }) => accountId))];
    const owners = await this.dataSource.query<{ id: Id; name: string }[]>(
      `SELECT id, display_name AS name FROM accounts WHERE id IN (${places(accountIds)})`, accountIds);
    const names = new Map(owners.map(({ id, name }) => [id, name]));
    return sessions.map((session) => ({ ...session, owner: names.get(session.accountId) ?? '', sums: sums.filter(({ sessionId }) => sessionId === session.id) }));
  }
}

/** By the moments of their opening, as they are indexed. */
function tillsWhere({ centreId, accountId, all }: TillScope, month: Month | null): FindOptionsWhere<TillSession> {
  const opened = month === null ? {} : { openedAt: And(MoreThanOrEqual(startOf(month)), LessThan(startOf(monthAfter(month)))) };
  return { centreId, ...all ? {} : { accountId }, ...opened };
}

function startOf(month: Month): Instant {
  return instantAt(firstDayOf(month), '00:00');
}
