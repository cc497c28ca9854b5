import type { Edition } from '../courses/edition.entity.js';
import type { Enrolment } from '../groups/enrolment.entity.js';
import { appendEntries } from '../ledger/append-entries.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import type { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { ChargePosting } from './charge-posting.entity.js';
import { Charge } from './charge.entity.js';
import { FEE_RULE_DEFAULTS, FeeRule } from './fee-rule.entity.js';

/** Charges these enrolments of one edition its fee, each with an entry of its own; who has a charge that stands is not charged again. */
export async function chargeEnrolments(tx: Tx, edition: Edition, enrolments: readonly Enrolment[]): Promise<Charge[]> {
  if (edition.feeCents === 0 || enrolments.length === 0) return [];
  const rule = await tx.manager.findOneBy(FeeRule, { editionId: edition.id }) ?? FEE_RULE_DEFAULTS;
  const turns = await turnsOf(tx, enrolments.map(({ id }) => id));
  const today = localDateAt(tx.now);
  const wanted = enrolments.filter(({ id }) => !turns.get(id)?.stands).map((enrolment) => ({ id: newId(), enrolment }));
  const entries = await appendEntries(tx, edition.centreId, wanted.map(({ id }) => (
    { kind: 'charge', reference: `charge:${id}`, lines: moved(ACCOUNT.fees, ACCOUNT.feesOwed, edition.feeCents) })));
  const charges = wanted.map(({ id, enrolment }, index): Charge => ({
    id, claim: `${enrolment.id}:${(turns.get(enrolment.id)?.count ?? 0) + 1}`, centreId: edition.centreId, enrolmentId: enrolment.id, editionId: edition.id,
    personId: enrolment.personId, amountCents: edition.feeCents, openCents: edition.feeCents, chargedOn: today, dueOn: dueOn(edition, rule.dueDays, today),
    chargedAt: tx.now, entryId: (entries[index] as LedgerEntry).id, cancelledAt: null, version: 1,
  }));
  if (charges.length === 0) return [];
  await tx.insert(Charge, charges);
  await tx.insert(ChargePosting, charges.map((charge) => ({
    id: newId(), chargeId: charge.id, kind: 'charge' as const, cents: charge.amountCents, entryId: charge.entryId, postedAt: tx.now, postedBy: tx.actor.accountId,
  })));
  return charges;
}

/** So many days after the edition begins; for whoever comes later, on the day itself. */
function dueOn({ startsOn }: Edition, dueDays: number, today: LocalDate): LocalDate {
  const day = addDays(startsOn, dueDays);
  return day < today ? today : day;
}

async function turnsOf(tx: Tx, enrolmentIds: readonly Id[]): Promise<Map<Id, { count: number; stands: boolean }>> {
  const turns = new Map<Id, { count: number; stands: boolean }>();
  for (const ids of inChunks(enrolmentIds)) {
    const rows = await tx.manager.query<{ enrolmentId: Id; count: number; standing: number }[]>(`
      SELECT enrolment_id AS enrolmentId, COUNT(*) AS count, SUM(CASE WHEN cancelled_at IS NULL THEN 1 ELSE 0 END) AS standing
      FROM charges WHERE enrolment_id IN (${places(ids)}) GROUP BY enrolment_id`, [...ids]);
    for (const { enrolmentId, count, standing } of rows) turns.set(enrolmentId, { count: Number(count), stands: Number(standing) > 0 });
  }
  return turns;
}
