import type { DataSource } from 'typeorm';
import { ACCOUNT } from '../../ledger/chart.js';
import { verifyBook } from '../../ledger/proof/verify-book.js';
import type { Id } from '../../shared/kernel/ids.js';
import { feesFaults, lawFaults, type Law } from './fees-faults.js';
import type { Told } from './ledger-writer.js';

/** What holds of the proof's centre beside what holds of every one: here money moves in no other way. */
const LAWS: readonly Law[] = [
  {
    says: 'whoever is enrolled has one charge that stands',
    broken: `SELECT e.id AS place FROM enrolments e LEFT JOIN charges c ON c.enrolment_id = e.id AND c.cancelled_at IS NULL
      WHERE e.centre_id = ? AND e.status = 'enrolled' GROUP BY e.id HAVING COUNT(c.id) <> 1 LIMIT 1`,
  },
  {
    says: 'what should be in the open tills is the balance of the account for it',
    broken: `SELECT kept.cents AS place FROM (SELECT COALESCE(SUM(debit_cents - credit_cents), 0) AS cents FROM ledger_balances WHERE centre_id = ? AND account_code = '${ACCOUNT.till}') kept
      JOIN (SELECT
        (SELECT COALESCE(SUM(t.float_cents), 0) FROM till_sessions t WHERE t.centre_id = ? AND t.open_claim IS NOT NULL)
        + (SELECT COALESCE(SUM(p.cents), 0) FROM payments p JOIN till_sessions t ON t.id = p.till_session_id WHERE p.centre_id = ? AND p.method = 'cash' AND t.open_claim IS NOT NULL)
        - (SELECT COALESCE(SUM(p.cents), 0) FROM receipt_voids v JOIN till_sessions t ON t.id = v.till_session_id JOIN receipts r ON r.id = v.receipt_id
          JOIN payments p ON p.id = r.payment_id WHERE v.centre_id = ? AND p.method = 'cash' AND t.open_claim IS NOT NULL)
        - (SELECT COALESCE(SUM(o.cents), 0) FROM credit_payouts o JOIN till_sessions t ON t.id = o.till_session_id WHERE o.centre_id = ? AND t.open_claim IS NOT NULL) AS cents) due ON due.cents <> kept.cents`,
  },
  { says: 'nobody owes what was cancelled', broken: 'SELECT id AS place FROM charges WHERE centre_id = ? AND cancelled_at IS NOT NULL AND open_cents <> 0 LIMIT 1' },
];

/** What does not hold of the books as they are at this moment, also while others write. */
export async function faultsNow(dataSource: DataSource, centreId: Id): Promise<string[]> {
  const proof = await verifyBook(dataSource, centreId);
  const broken = proof?.fault ? [`the book is broken at ${proof.fault.number ?? 'its whole'}: ${proof.fault.reason} ${proof.fault.detail ?? ''}`] : [];
  return [...broken, ...await feesFaults(dataSource, centreId), ...await lawFaults(dataSource, centreId, LAWS)];
}

/** What of that which was told is not there, or there too often; to be asked once nobody writes any more. */
export async function toldFaults(dataSource: DataSource, centreId: Id, told: Told): Promise<string[]> {
  const receipts = await dataSource.query<{ id: Id; cents: number }[]>('SELECT id, cents FROM receipts WHERE centre_id = ?', [centreId]);
  const voids = await dataSource.query<{ id: Id }[]>('SELECT receipt_id AS id FROM receipt_voids WHERE centre_id = ?', [centreId]);
  const closed = await dataSource.query<{ id: Id }[]>('SELECT id FROM till_sessions WHERE centre_id = ? AND closed_at IS NOT NULL', [centreId]);
  const waived = await dataSource.query<{ cents: number }[]>("SELECT cents FROM waivers WHERE centre_id = ? AND state = 'granted'", [centreId]);
  const named = (rows: readonly { id: Id; cents?: number }[]): string[] => rows.map(({ id, cents = 0 }) => `${id} ${cents}`);
  return [
    ...differences('receipts', named(told.receipts), named(receipts)),
    ...differences('voided receipts', told.voids.map((id) => `${id} 0`), named(voids)),
    ...differences('closed tills', told.closedTills.map((id) => `${id} 0`), named(closed)),
    ...differences('waivers', told.waived.map(String), waived.map(({ cents }) => String(cents))),
  ];
}

/** Both are lists in which the same may stand several times. */
function differences(what: string, told: readonly string[], there: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of told) counts.set(one, (counts.get(one) ?? 0) + 1);
  for (const one of there) counts.set(one, (counts.get(one) ?? 0) - 1);
  const lost = [...counts].filter(([, count]) => count > 0);
  const extra = [...counts].filter(([, count]) => count < 0);
  return [
    ...(lost.length > 0 ? [`${lost.length} ${what} that were told of are not there: ${lost[0]?.[0]}`] : []),
    ...(extra.length > 0 ? [`${extra.length} ${what} are there that nobody was told of: ${extra[0]?.[0]}`] : []),
  ];
}

/** How much there is. */
export interface LedgerCounts {
  entries: number;
  receipts: number;
  voids: number;
  charges: number;
}

export async function ledgerCounts(dataSource: DataSource, centreId: Id): Promise<LedgerCounts> {
  const count = async (table: string): Promise<number> => {
    const [row] = await dataSource.query<{ count: number }[]>(`SELECT COUNT(*) AS count FROM ${table} WHERE centre_id = ?`, [centreId]);
    return Number(row?.count);
  };
  return { entries: await count('ledger_entries'), receipts: await count('receipts'), voids: await count('receipt_voids'), charges: await count('charges') };
}
