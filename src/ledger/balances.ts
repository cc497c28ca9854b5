import type { EntityManager } from 'typeorm';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import { dateRefusals } from './entry-rules.js';
import { LedgerBook } from './ledger-book.entity.js';

/**
 * Keeps others from writing into a centre's book until this unit ends, so that what is read of it afterwards is what there
 * is. The first statement of its unit: what is read before it may be old.
 */
export async function holdBook(tx: Tx, centreId: Id): Promise<void> {
  await tx.execute('UPDATE ledger_books SET held = held + 1 WHERE centre_id = ?', [centreId]);
}

/** What an account holds: its debits less its credits. One query. */
export async function balanceOf(manager: EntityManager, centreId: Id, account: string): Promise<Cents> {
  const [row] = await manager.query<{ cents: number | string | null }[]>(
    'SELECT SUM(debit_cents) - SUM(credit_cents) AS cents FROM ledger_balances WHERE centre_id = ? AND account_code = ?', [centreId, account]);
  return Number(row?.cents ?? 0);
}

/**
 * Nothing can be paid with money that is not there. After `holdBook`.
 * @param field of the form that names the account @throws Refused saying what there is
 */
export async function refuseShortage(tx: Tx, centreId: Id, { account, cents, field }: { account: string; cents: Cents; field: string }): Promise<void> {
  const refusal = shortage(await balanceOf(tx.manager, centreId, account), cents, field);
  if (refusal) throw new Refused(refusal);
}

/** @returns null where there is enough */
function shortage(there: Cents, wanted: Cents, field: string): Refusal | null {
  if (there >= wanted) return null;
  return { field, reason: 'ledger:refusals.not-enough', params: { there: formatSoles(Math.max(there, 0)), wanted: formatSoles(wanted) } };
}

/** What keeps a day from being booked on, for what is booked later (see `dateRefusals`). One query. */
export async function dayRefusals(tx: Tx, centreId: Id, date: LocalDate): Promise<Refusal[]> {
  const book = await tx.manager.findOneBy(LedgerBook, { centreId });
  return dateRefusals(date, { today: localDateAt(tx.now), closedThrough: book?.closedThrough ?? '' });
}
