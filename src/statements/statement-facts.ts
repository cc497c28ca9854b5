import type { EntityManager } from 'typeorm';
import { minutesAttended, type MarkedSession } from '../attendance/hours-attended.js';
import { lengthOf } from '../attendance/session-times.js';
import type { Month } from '../ledger/entry-rules.js';
import type { MonthSum } from '../ledger/sealed-month.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, instantAt } from '../shared/kernel/local-date.js';
import { firstDayOf, lastDayOf } from '../ledger/book-months.js';
import type { OpenCharge, StatementFacts } from './statement.js';

/** What a month's statement is made of, as it is now. Four queries. */
export async function statementFacts(manager: EntityManager, centreId: Id, month: Month): Promise<StatementFacts> {
  const until = lastDayOf(month);
  const end = instantAt(addDays(until, 1), '00:00');
  const openCharges = await chargesOpenAfter(manager, centreId, end);
  // What came back in the month itself, with a charge that was cancelled, is nothing in the book, and was given to nobody.
  const [waived] = await manager.query<{ people: number }[]>(`
    SELECT COUNT(DISTINCT w.person_id) AS people FROM waivers w JOIN charges c ON c.id = w.charge_id
    WHERE w.centre_id = ? AND w.granted_month = ? AND w.state = 'granted' AND (c.cancelled_at IS NULL OR c.cancelled_at >= ?)`, [centreId, month, end]);
  return { month, until, ...await accountsOf(manager, centreId, month), openCharges, waivedPeople: Number(waived?.people ?? 0), ...await attendanceIn(manager, centreId, month) };
}

/** What each account took in the month, and held before it. */
async function accountsOf(manager: EntityManager, centreId: Id, month: Month): Promise<Pick<StatementFacts, 'sums' | 'before'>> {
  const rows = await manager.query<(MonthSum & { moved: number; earlier: number })[]>(`
    SELECT account_code AS account, SUM(CASE WHEN month = ? THEN 1 ELSE 0 END) AS moved, SUM(CASE WHEN month = ? THEN debit_cents ELSE 0 END) AS debitCents,
      SUM(CASE WHEN month = ? THEN credit_cents ELSE 0 END) AS creditCents, SUM(CASE WHEN month < ? THEN debit_cents - credit_cents ELSE 0 END) AS earlier
    FROM ledger_balances WHERE centre_id = ? AND month <= ? GROUP BY account_code ORDER BY account_code`, [month, month, month, month, centreId, month]);
  return {
    sums: rows.filter(({ moved }) => Number(moved) > 0).map(({ account, debitCents, creditCents }) => ({ account, debitCents: Number(debitCents), creditCents: Number(creditCents) })),
    before: rows.map(({ account, earlier }) => ({ account, cents: Number(earlier) })),
  };
}

/** What was owed at an instant, whatever was paid since. */
async function chargesOpenAfter(manager: EntityManager, centreId: Id, instant: number): Promise<OpenCharge[]> {
  const rows = await manager.query<OpenCharge[]>(`
    SELECT c.person_id AS personId, c.due_on AS dueOn, SUM(p.cents) AS cents FROM charges c JOIN charge_postings p ON p.charge_id = c.id AND p.posted_at < ?
    WHERE c.centre_id = ? AND c.charged_at < ? AND (c.open_cents > 0 OR EXISTS (SELECT 1 FROM charge_postings q WHERE q.charge_id = c.id AND q.posted_at >= ?))
    GROUP BY c.id, c.person_id, c.due_on HAVING SUM(p.cents) > 0`, [instant, centreId, instant, instant]);
  return rows.map(({ personId, dueOn, cents }) => ({ personId, dueOn, cents: Number(cents) }));
}

interface MarkRow extends Omit<MarkedSession, 'length'> {
  personId: Id;
  startsAt: string;
  endsAt: string;
}

/**
 * As certificates and reports count: of sessions that were held, since what was marked in one that is cancelled by now counts
 * nowhere, and of those who are or were enrolled in its edition, not of whoever dropped in.
 */
async function attendanceIn(manager: EntityManager, centreId: Id, month: Month): Promise<Pick<StatementFacts, 'learners' | 'minutesAttended'>> {
  const rows = await manager.query<MarkRow[]>(`
    SELECT m.person_id AS personId, m.status, m.minutes, s.starts_at AS startsAt, s.ends_at AS endsAt FROM sessions s JOIN learning_groups g ON g.id = s.group_id JOIN attendance_marks m ON m.session_id = s.id
    WHERE s.centre_id = ? AND s.date >= ? AND s.date <= ? AND s.cancelled_at IS NULL AND m.status IN ('present', 'late', 'left_early')
      AND EXISTS (SELECT 1 FROM enrolments n WHERE n.edition_id = g.edition_id AND n.person_id = m.person_id)`, [centreId, firstDayOf(month), lastDayOf(month)]);
  return {
    learners: new Set(rows.map(({ personId }) => personId)).size,
    minutesAttended: rows.reduce((sum, { status, minutes, ...times }) => sum + minutesAttended({ status, minutes, length: lengthOf(times) }), 0),
  };
}
