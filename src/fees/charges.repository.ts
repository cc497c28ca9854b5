import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import type { ChargeStanding, WithdrawalTerms } from './charge-rules.js';
import type { PostingKind } from './charge-posting.entity.js';
import { FEE_RULE_DEFAULTS } from './fee-rule.entity.js';
import { PersonCredit } from './person-credit.entity.js';

/** A charge as the pages of a person show it. */
export interface PersonCharge extends ChargeStanding {
  id: Id;
  edition: string;
  chargedOn: LocalDate;
  chargedAt: Instant;
  /** Null while she waits for a seat: whoever has none need not pay yet. */
  dueOn: LocalDate | null;
  cancelledAt: Instant | null;
  /** When she left the course; null for whoever is in it, or finished it. */
  withdrawnAt: Instant | null;
  /** A waiver was asked for and is not decided: 0 or 1. */
  asked: number;
}

/** Something that changed what is open of a charge. */
export interface PostingRow {
  chargeId: Id;
  kind: PostingKind;
  cents: Cents;
  postedAt: Instant;
  postedBy: string | null;
  /** Of the payment; null where it was none. */
  receiptId: Id | null;
  series: string | null;
  number: number | null;
}

/** Credit that was handed back. */
export interface PayoutRow {
  id: Id;
  cents: Cents;
  paidOn: LocalDate;
  paidBy: string | null;
  entryNumber: number;
}

/** A waiver of charge `c` was asked for and is not decided: 1, else 0. */
export const ASKED = "CASE WHEN EXISTS (SELECT 1 FROM waivers w WHERE w.charge_id = c.id AND w.state = 'requested') THEN 1 ELSE 0 END";
/** Whoever waits for a seat need not pay yet: of enrolment `n`. */
export const WAITS = "n.status = 'waiting'";
const DUE_ON = `CASE WHEN ${WAITS} THEN NULL ELSE c.due_on END`;
const COLUMNS = {
  id: 'c.id', edition: 'd.name', amountCents: 'c.amount_cents', openCents: 'c.open_cents', chargedOn: 'c.charged_on', chargedAt: 'c.charged_at', dueOn: DUE_ON,
  cancelledAt: 'c.cancelled_at', withdrawnAt: "CASE WHEN n.status = 'withdrawn' THEN n.ended_at END", asked: ASKED, waivedCents: "(SELECT COALESCE(SUM(w.cents), 0) FROM waivers w WHERE w.charge_id = c.id AND w.state = 'granted')",
} as const;
const FROM = 'FROM charges c JOIN editions d ON d.id = c.edition_id JOIN enrolments n ON n.id = c.enrolment_id WHERE c.person_id = ? AND c.centre_id = ?';

const CREDIT = { cents: 'k.cents' };

/** What somebody was charged at a centre. */
export function chargesSelection(centreId: Id, personId: Id): Selection {
  return { columns: COLUMNS, from: FROM, parameters: [personId, centreId] };
}

const { id, edition, amountCents, openCents, chargedOn, chargedAt, dueOn, cancelledAt, withdrawnAt, asked } = COLUMNS;
const ON_HOME = { id, edition, amountCents, openCents, chargedOn, chargedAt, dueOn, cancelledAt, withdrawnAt, asked };

/** The same without what was waived, of which homes say nothing. */
export function homeCharges(centreId: Id, personId: Id): Selection {
  return { columns: ON_HOME, from: FROM, parameters: [personId, centreId] };
}

/** What a centre holds for somebody. */
export function creditSelection(centreId: Id, personId: Id): Selection {
  return { columns: CREDIT, from: 'FROM person_credits k WHERE k.person_id = ? AND k.centre_id = ? AND k.cents > 0', parameters: [personId, centreId] };
}

/** Charges newest first. */
export function newestFirst<C extends { chargedAt: Instant; id: Id }>(charges: readonly C[]): C[] {
  return charges.toSorted((a, b) => Number(b.chargedAt) - Number(a.chargedAt) || (a.id < b.id ? 1 : -1));
}

/** Reads of charges, each one query. */
@Injectable()
export class ChargesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async ofPerson(centreId: Id, personId: Id): Promise<PersonCharge[]> {
    const columns = Object.entries(COLUMNS).map(([name, expression]) => `${expression} AS ${name}`).join(', ');
    const rows = await this.dataSource.query<PersonCharge[]>(`SELECT ${columns} ${FROM}`, [personId, centreId]);
    return newestFirst(rows.map((row) => ({ ...row, waivedCents: Number(row.waivedCents), asked: Number(row.asked) })));
  }

  /** In the order in which they were written. */
  postingsOf(centreId: Id, personId: Id): Promise<PostingRow[]> {
    return this.dataSource.query<PostingRow[]>(`
      SELECT t.charge_id AS chargeId, t.kind, t.cents, t.posted_at AS postedAt, a.display_name AS postedBy, r.id AS receiptId, r.series, r.number
      FROM charges c JOIN charge_postings t ON t.charge_id = c.id JOIN ledger_entries l ON l.id = t.entry_id LEFT JOIN accounts a ON a.id = t.posted_by
        LEFT JOIN receipts r ON r.payment_id = t.payment_id
      WHERE c.person_id = ? AND c.centre_id = ? ORDER BY l.number, t.id`, [personId, centreId]);
  }

  /** The newest first. */
  payoutsOf(centreId: Id, personId: Id): Promise<PayoutRow[]> {
    return this.dataSource.query<PayoutRow[]>(`
      SELECT o.id, o.cents, o.paid_on AS paidOn, a.display_name AS paidBy, e.number AS entryNumber
      FROM credit_payouts o JOIN ledger_entries e ON e.id = o.entry_id LEFT JOIN accounts a ON a.id = o.paid_by
      WHERE o.person_id = ? AND o.centre_id = ? ORDER BY e.number DESC`, [personId, centreId]);
  }

  async creditOf(centreId: Id, personId: Id): Promise<Cents> {
    return (await this.dataSource.manager.findOneBy(PersonCredit, { centreId, personId }))?.cents ?? 0;
  }

  /** The charge that stands for an enrolment, and by what its edition takes it back; null where there is none. */
  async standing(centreId: Id, enrolmentId: Id): Promise<{ charge: ChargeStanding; terms: WithdrawalTerms } | null> {
    const [row] = await this.dataSource.query<(ChargeStanding & { startsOn: LocalDate; ruled: Id | null; freeDays: number | null })[]>(`
      SELECT c.amount_cents AS amountCents, c.open_cents AS openCents, ${COLUMNS.waivedCents} AS waivedCents, d.starts_on AS startsOn,
        r.id AS ruled, r.free_withdrawal_days AS freeDays
      FROM charges c JOIN editions d ON d.id = c.edition_id LEFT JOIN fee_rules r ON r.edition_id = d.id
      WHERE c.enrolment_id = ? AND c.centre_id = ? AND c.cancelled_at IS NULL`, [enrolmentId, centreId]);
    if (!row) return null;
    const { startsOn, ruled, freeDays, waivedCents, ...charge } = row;
    const freeWithdrawalDays = ruled === null ? FEE_RULE_DEFAULTS.freeWithdrawalDays : freeDays;
    return { charge: { ...charge, waivedCents: Number(waivedCents) }, terms: { startsOn, freeWithdrawalDays } };
  }
}
