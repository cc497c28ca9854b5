import type { EntityManager } from 'typeorm';
import type { Month } from '../ledger/entry-rules.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { firstDayOf, lastDayOf } from '../ledger/book-months.js';
import { type MonthGround } from './months.js';

/** What decides whether a month may be closed, as it is now. One query. */
export async function monthGround(manager: EntityManager, centreId: Id, month: Month, now: Instant): Promise<MonthGround> {
  const [row] = await manager.query<{ closedThrough: Month; firstOpen: Month | null; openTills: number; pendingExpenses: number }[]>(`
    SELECT b.closed_through AS closedThrough,
      (SELECT MIN(l.month) FROM ledger_balances l WHERE l.centre_id = b.centre_id AND l.month > b.closed_through) AS firstOpen,
      (SELECT COUNT(*) FROM till_sessions t WHERE t.centre_id = b.centre_id AND t.open_claim IS NOT NULL AND t.opened_on <= ?) AS openTills,
      (SELECT COUNT(*) FROM expenses e WHERE e.centre_id = b.centre_id AND e.status = 'waiting' AND e.spent_on >= ? AND e.spent_on <= ?) AS pendingExpenses
    FROM ledger_books b WHERE b.centre_id = ?`, [lastDayOf(month), firstDayOf(month), lastDayOf(month), centreId]);
  return {
    month, today: localDateAt(now), closedThrough: row?.closedThrough ?? '', firstOpen: row?.firstOpen ?? null,
    openTills: Number(row?.openTills ?? 0), pendingExpenses: Number(row?.pendingExpenses ?? 0),
  };
}
