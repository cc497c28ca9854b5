import type { EntityManager } from 'typeorm';
import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Cents } from '../shared/kernel/money.js';
import type { PaymentMethod } from './payment.entity.js';

/** What a till took by one method, and gave back: of receipts that were voided, and credit that was paid out. */
export interface MethodSum {
  sessionId: Id;
  method: PaymentMethod;
  count: number;
  cents: Cents;
  voidCount: number;
  voidCents: Cents;
}

/** What tills took and gave back, by method. One query. */
export async function methodSums(reads: Pick<EntityManager, 'query'>, sessionIds: readonly Id[]): Promise<MethodSum[]> {
  if (sessionIds.length === 0) return [];
  const among = places(sessionIds);
  const rows = await reads.query<MethodSum[]>(`
    SELECT sessionId, method, SUM(taken) AS count, SUM(cents) AS cents, SUM(given) AS voidCount, SUM(voidCents) AS voidCents FROM (
      SELECT p.till_session_id AS sessionId, p.method, 1 AS taken, p.cents, 0 AS given, 0 AS voidCents FROM payments p WHERE p.till_session_id IN (${among})
      UNION ALL
      SELECT v.till_session_id, p.method, 0, 0, 1, p.cents FROM receipt_voids v JOIN receipts r ON r.id = v.receipt_id JOIN payments p ON p.id = r.payment_id
      WHERE v.till_session_id IN (${among})
      UNION ALL
      SELECT o.till_session_id, 'cash', 0, 0, 1, o.cents FROM credit_payouts o WHERE o.till_session_id IN (${among})) booked
    GROUP BY sessionId, method`, [...sessionIds, ...sessionIds, ...sessionIds]);
  return rows.map((row) => ({
    ...row, count: Number(row.count), cents: Number(row.cents), voidCount: Number(row.voidCount), voidCents: Number(row.voidCents),
  }));
}

/** What should be in a till: its float, what it took in cash, without what it gave back. */
export function expectedCash({ id, floatCents }: { id: Id; floatCents: Cents }, sums: readonly MethodSum[]): Cents {
  return sums.filter(({ sessionId, method }) => sessionId === id && method === 'cash').reduce((sum, { cents, voidCents }) => sum + cents - voidCents, floatCents);
}
