import type { Queryable } from '../../centres/centres.repository.js';
import { places } from '../../shared/database/sql.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { type AtCentre, numberOrNull } from './fact-rows.js';
import type { FeeFacts } from './learner-facts.js';

export interface FeeRow extends AtCentre {
  fee: FeeFacts;
}

interface FeeRead extends AtCentre {
  what: FeeFacts[0];
  day: LocalDate | null;
  /** Where no day is on record. */
  at: Instant | string | null;
  course: number | null;
  cents: number;
}

const COURSE = 'JOIN editions d ON d.id = c.edition_id JOIN courses k ON k.code = d.course_code';
const NOT_VOIDED = 'NOT EXISTS (SELECT 1 FROM receipts r JOIN receipt_voids v ON v.receipt_id = r.id WHERE r.payment_id = p.id)';

/**
 * Charges that were not cancelled, waivers of them, and what payments settled: by course; what stayed as credit is of none.
 * A payment whose receipt was voided counts no more.
 */
export async function readFees(source: Queryable, personIds: readonly Id[]): Promise<FeeRow[]> {
  const [people, row] = [places(personIds), (of: string, what: string) => `${of}.person_id AS personId, ${of}.centre_id AS centreId, '${what}' AS what`];
  const rows = await source.query<FeeRead[]>(`
    SELECT ${row('c', 'charged')}, c.charged_on AS day, NULL AS at, k.ordinal AS course, c.amount_cents AS cents
    FROM charges c ${COURSE} WHERE c.person_id IN (${people}) AND c.cancelled_at IS NULL
    UNION ALL SELECT ${row('p', 'paid')}, p.paid_on, NULL, k.ordinal, -q.cents
    FROM payments p JOIN charge_postings q ON q.payment_id = p.id AND q.kind = 'payment' JOIN charges c ON c.id = q.charge_id ${COURSE}
    WHERE p.person_id IN (${people}) AND ${NOT_VOIDED}
    UNION ALL SELECT ${row('p', 'paid')}, p.paid_on, NULL, NULL, p.credit_cents FROM payments p WHERE p.person_id IN (${people}) AND p.credit_cents > 0 AND ${NOT_VOIDED}
    UNION ALL SELECT ${row('w', 'waived')}, NULL, w.decided_at, k.ordinal, w.cents
    FROM waivers w JOIN charges c ON c.id = w.charge_id ${COURSE} WHERE w.person_id IN (${people}) AND w.state = 'granted' AND c.cancelled_at IS NULL`,
  [...personIds, ...personIds, ...personIds, ...personIds]);
  return rows.map(({ personId, centreId, what, day, at, course, cents }) => (
    { personId, centreId, fee: [what, day ?? localDateAt(Number(at)), numberOrNull(course), Number(cents)] }));
}
