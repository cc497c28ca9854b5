import type { DataSource } from 'typeorm';
import { ACCOUNT } from '../../ledger/chart.js';
import type { Id } from '../../shared/kernel/ids.js';

/** A law that the records of a centre's money keep, and a statement that finds where they do not: a row says what and where. */
export interface Law {
  says: string;
  /** With the centre's id for every place. */
  broken: string;
}

const LAWS: readonly Law[] = [
  {
    says: 'receipts are numbered without a gap',
    broken: `SELECT s.code AS place FROM receipt_series s JOIN receipts r ON r.series = s.code WHERE r.centre_id = ?
      GROUP BY s.code, s.last_number HAVING COUNT(*) <> s.last_number OR MIN(r.number) <> 1 OR MAX(r.number) <> s.last_number`,
  },
  {
    says: 'every payment has its receipt, of the same amount',
    broken: 'SELECT p.id AS place FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id AND r.cents = p.cents WHERE p.centre_id = ? AND r.id IS NULL LIMIT 1',
  },
  {
    says: 'every payment stands in the ledger with its amount',
    broken: `SELECT p.id AS place FROM payments p LEFT JOIN ledger_entries e ON e.id = p.entry_id AND e.kind = 'payment' WHERE p.centre_id = ?
      AND (e.id IS NULL OR p.cents <> (SELECT SUM(l.cents) FROM ledger_lines l WHERE l.entry_id = e.id AND l.cents > 0)) LIMIT 1`,
  },
  {
    says: 'every voided receipt has taken its payment back',
    broken: `SELECT v.receipt_id AS place FROM receipt_voids v JOIN receipts r ON r.id = v.receipt_id JOIN payments p ON p.id = r.payment_id
      JOIN ledger_entries taken ON taken.id = p.entry_id LEFT JOIN ledger_entries e ON e.id = v.entry_id AND e.reverses = taken.number AND e.centre_id = taken.centre_id
      WHERE v.centre_id = ? AND e.id IS NULL LIMIT 1`,
  },
  {
    says: 'every credit that was paid out stands in the ledger with its amount',
    broken: `SELECT o.id AS place FROM credit_payouts o LEFT JOIN ledger_entries e ON e.id = o.entry_id AND e.kind = 'refund' AND e.centre_id = o.centre_id WHERE o.centre_id = ?
      AND (e.id IS NULL OR o.cents <> (SELECT SUM(l.cents) FROM ledger_lines l WHERE l.entry_id = e.id AND l.account_code = '${ACCOUNT.learnersCredit}')) LIMIT 1`,
  },
  {
    says: 'every refund of the ledger was paid out to somebody, and none is taken back',
    broken: `SELECT e.number AS place FROM ledger_entries e LEFT JOIN credit_payouts o ON o.entry_id = e.id
      LEFT JOIN ledger_entries back ON back.centre_id = e.centre_id AND back.reverses = e.number
      WHERE e.centre_id = ? AND e.kind = 'refund' AND (o.id IS NULL OR back.id IS NOT NULL) LIMIT 1`,
  },
  {
    says: 'every expense stands in the ledger with its category and amount',
    broken: `SELECT x.id AS place FROM expenses x WHERE x.centre_id = ? AND x.entry_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
      WHERE e.id = x.entry_id AND e.centre_id = x.centre_id AND e.kind = 'expense' AND l.account_code = x.category AND l.cents = x.amount_cents) LIMIT 1`,
  },
  {
    says: 'every contribution stands in the ledger with its value',
    broken: `SELECT x.id AS place FROM contributions x WHERE x.centre_id = ? AND NOT EXISTS (
      SELECT 1 FROM ledger_entries e WHERE e.id = x.entry_id AND e.centre_id = x.centre_id AND e.kind IN ('contribution', 'in-kind')
        AND x.amount_cents = (SELECT SUM(l.cents) FROM ledger_lines l WHERE l.entry_id = e.id AND l.cents > 0)) LIMIT 1`,
  },
  {
    says: 'what is open of a charge is the sum of what was posted to it',
    broken: `SELECT c.id AS place FROM charges c LEFT JOIN charge_postings p ON p.charge_id = c.id WHERE c.centre_id = ?
      GROUP BY c.id, c.open_cents HAVING c.open_cents < 0 OR c.open_cents <> COALESCE(SUM(p.cents), 0) LIMIT 1`,
  },
  {
    says: 'what all owe is the balance of the account for it',
    broken: `SELECT owed.cents AS place FROM (SELECT COALESCE(SUM(open_cents), 0) AS cents FROM charges WHERE centre_id = ?) owed
      JOIN (${balanceOf(ACCOUNT.feesOwed)}) kept ON kept.cents <> owed.cents`,
  },
  {
    says: 'what all have as credit is the balance of the account for it',
    broken: `SELECT held.cents AS place FROM (SELECT COALESCE(SUM(cents), 0) AS cents FROM person_credits WHERE centre_id = ?) held
      JOIN (${balanceOf(ACCOUNT.learnersCredit)}) kept ON kept.cents <> -held.cents`,
  },
];

/**
 * Where the records of learners' fees, expenses and contributions, and the ledger do not say the same.
 * @returns a sentence for each law that is broken, with the first place; none when all hold
 */
export function feesFaults(dataSource: DataSource, centreId: Id): Promise<string[]> {
  return lawFaults(dataSource, centreId, LAWS);
}

/** A sentence for each of these laws that is broken, with the first place. */
export async function lawFaults(dataSource: DataSource, centreId: Id, laws: readonly Law[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { says, broken } of laws) {
    const [first] = await dataSource.query<{ place: unknown }[]>(broken, Array.from({ length: broken.split('?').length - 1 }, () => centreId));
    if (first) faults.push(`not true that ${says}: ${String(first.place)}`);
  }
  return faults;
}

/** Debits less credits of all time. */
function balanceOf(account: string): string {
  return `SELECT COALESCE(SUM(debit_cents - credit_cents), 0) AS cents FROM ledger_balances WHERE centre_id = ? AND account_code = '${account}'`;
}
