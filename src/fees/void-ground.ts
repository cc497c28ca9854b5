import type { EntityManager } from 'typeorm';
import type { Actor } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { cashInTill } from './open-till.js';
import type { VoidGround } from './void-rules.js';

/** What stands around a receipt of a centre that somebody wants to void. Three queries. @throws NotThere */
export async function voidGround(manager: EntityManager, { centreId, accountId }: Pick<Actor, 'accountId'> & { centreId: Id }, receiptId: Id): Promise<VoidGround> {
  // What was paid for a charge that is cancelled by now has become credit.
  const [row] = await manager.query<{ method: string; cents: number; voided: number; creditTaken: number; credit: number | null }[]>(`
    SELECT p.method, p.cents, (SELECT COUNT(*) FROM receipt_voids v WHERE v.receipt_id = r.id) AS voided,
      p.credit_cents - COALESCE((SELECT SUM(o.cents) FROM charge_postings o JOIN charges c ON c.id = o.charge_id
        WHERE o.payment_id = p.id AND o.kind = 'payment' AND c.cancelled_at IS NOT NULL), 0) AS creditTaken,
      (SELECT k.cents FROM person_credits k WHERE k.centre_id = r.centre_id AND k.person_id = r.person_id) AS credit
    FROM receipts r JOIN payments p ON p.id = r.payment_id WHERE r.id = ? AND r.centre_id = ?`, [receiptId, centreId]);
  if (!row) throw new NotThere('receipt');
  return {
    voided: Number(row.voided) > 0, cash: row.method === 'cash', cents: row.cents, inTill: await cashInTill(manager, centreId, accountId),
    creditTaken: Number(row.creditTaken), credit: Number(row.credit ?? 0),
  };
}
