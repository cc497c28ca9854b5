import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../shared/database/sql.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { ASKED, WAITS } from './charges.repository.js';
import { cashInTill, openTill } from './open-till.js';
import type { OpenCharge } from './payment-rules.js';
import { expectedCash, methodSums } from './till-cash.js';
import type { TillSession } from './till-session.entity.js';

/** Somebody at the till: her name, the number that tells her from others, and what she owes. Nothing else is read. */
export interface Debtor {
  personId: Id;
  surnames: string;
  givenNames: string;
  dni: string | null;
  owedCents: Cents;
}

/** Somebody of today's sessions who owes. */
export interface DebtorToday extends Debtor {
  startsAt: LocalTime;
  groupName: string;
}

export interface DebtorCharge extends OpenCharge {
  edition: string;
  amountCents: Cents;
  /** She waits for a seat, and need not pay yet. */
  waiting: boolean;
  /** A waiver was asked for and is not decided. */
  asked: boolean;
}

/** What the till shows of one person. */
export interface DebtorView extends Debtor {
  charges: DebtorCharge[];
  creditCents: Cents;
}

/** As many as fit into a morning's queue; the others are found by their names. */
const QUEUE = 60;

/** What the till's page reads. */
@Injectable()
export class TillRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  openTill(centreId: Id, accountId: Id): Promise<TillSession | null> {
    return openTill(this.dataSource.manager, centreId, accountId);
  }

  /** The name of another centre where somebody has a till open; null where she has none. One query. */
  async openElsewhere(centreId: Id, accountId: Id): Promise<string | null> {
    const [open] = await this.dataSource.query<{ name: string }[]>(
      'SELECT c.name FROM till_sessions t JOIN centres c ON c.id = t.centre_id WHERE t.open_claim = ? AND t.centre_id <> ?', [accountId, centreId]);
    return open?.name ?? null;
  }

  /** What should be in somebody's open till; null where she has none. Two queries. */
  cashInTill(centreId: Id, accountId: Id): Promise<Cents | null> {
    return cashInTill(this.dataSource.manager, centreId, accountId);
  }

  /** What should be in an open till. One query. */
  async cashIn(till: TillSession): Promise<Cents> {
    return expectedCash(till, await methodSums(this.dataSource, [till.id]));
  }

  /** Those of today's sessions who owe, in the order in which they come. */
  async debtorsOf(centreId: Id, date: LocalDate): Promise<DebtorToday[]> {
    const rows = await this.dataSource.query<DebtorToday[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.dni, come.startsAt, come.groupName, owing.owedCents
      FROM (SELECT n.person_id, MIN(s.starts_at) AS startsAt, MIN(g.name) AS groupName
          FROM sessions s JOIN learning_groups g ON g.id = s.group_id JOIN enrolments n ON n.group_id = s.group_id AND n.status = 'enrolled'
          WHERE s.centre_id = ? AND s.date = ? AND s.cancelled_at IS NULL GROUP BY n.person_id) come
        JOIN (SELECT person_id, SUM(open_cents) AS owedCents FROM charges WHERE centre_id = ? AND open_cents > 0 AND cancelled_at IS NULL GROUP BY person_id) owing
          ON owing.person_id = come.person_id
        JOIN persons p ON p.id = come.person_id
      ORDER BY come.startsAt, p.sort_name, p.id LIMIT ${QUEUE}`, [centreId, date, centreId]);
    return rows.map(cleaned);
  }

  /** What people owe: those who owe nothing are left out. */
  async owedBy(centreId: Id, personIds: readonly Id[]): Promise<Map<Id, Cents>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.dataSource.query<{ personId: Id; cents: number }[]>(`
      SELECT person_id AS personId, SUM(open_cents) AS cents FROM charges
      WHERE person_id IN (${places(personIds)}) AND centre_id = ? AND open_cents > 0 AND cancelled_at IS NULL GROUP BY person_id`, [...personIds, centreId]);
    return new Map(rows.map(({ personId, cents }) => [personId, Number(cents)]));
  }

  /** @throws NotThere for somebody who is not of the centre */
  async debtor(centreId: Id, personId: Id): Promise<DebtorView> {
    if (!isId(personId)) throw new NotThere('person');
    const [person] = await this.dataSource.query<(Debtor & { creditCents: number })[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.dni,
        COALESCE((SELECT c.cents FROM person_credits c WHERE c.centre_id = l.centre_id AND c.person_id = l.person_id), 0) AS creditCents
      FROM learners l JOIN persons p ON p.id = l.person_id WHERE l.centre_id = ? AND l.person_id = ?`, [centreId, personId]);
    if (!person) throw new NotThere('person of the centre');
    const charges = await this.dataSource.query<DebtorCharge[]>(`
      SELECT c.id, c.open_cents AS openCents, c.amount_cents AS amountCents, c.due_on AS dueOn, c.charged_at AS chargedAt, e.name AS edition,
        CASE WHEN ${WAITS} THEN 1 ELSE 0 END AS waiting, ${ASKED} AS asked
      FROM charges c JOIN editions e ON e.id = c.edition_id JOIN enrolments n ON n.id = c.enrolment_id
      WHERE c.person_id = ? AND c.centre_id = ? AND c.open_cents > 0 AND c.cancelled_at IS NULL ORDER BY c.due_on, c.charged_at, c.id`, [personId, centreId]);
    const open = charges.map((charge) => ({ ...charge, chargedAt: Number(charge.chargedAt), waiting: Number(charge.waiting) > 0, asked: Number(charge.asked) > 0 }));
    return { ...person, creditCents: Number(person.creditCents), charges: open, owedCents: open.reduce((sum, { openCents }) => sum + openCents, 0) };
  }
}

function cleaned<T extends Debtor>(row: T): T {
  return { ...row, owedCents: Number(row.owedCents) };
}
