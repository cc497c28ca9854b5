import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import type { MoneyRules } from '../ledger/money-settings.entity.js';
import { moneyRulesAt } from '../ledger/money-settings.service.js';
import type { Month } from '../ledger/entry-rules.js';
import type { PersonName } from '../people/person-names.js';
import type { Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Waiver, WaiverReason } from './waiver.entity.js';

/** A charge of which something may be waived, with whose it is. */
export interface ChargeHead extends PersonName {
  id: Id;
  personId: Id;
  edition: string;
  amountCents: Cents;
  openCents: Cents;
  dueOn: LocalDate;
  cancelled: boolean;
  /** The request that waits for a decision. */
  requestId: Id | null;
}

/** What was asked for, with whose it is and what was said of it. */
export interface WaiverRow extends PersonName {
  id: Id;
  chargeId: Id;
  personId: Id;
  edition: string;
  cents: Cents;
  openCents: Cents;
  reason: WaiverReason;
  note: string | null;
  state: Waiver['state'];
  requestedAt: Instant;
  askedBy: string | null;
  decidedAt: Instant | null;
  decidedBy: string | null;
  refusal: string | null;
}

const FROM = `
  FROM waivers w JOIN charges c ON c.id = w.charge_id JOIN editions d ON d.id = c.edition_id JOIN persons p ON p.id = w.person_id
  LEFT JOIN accounts a ON a.id = w.requested_by LEFT JOIN accounts b ON b.id = w.decided_by`;
const COLUMNS = `w.id, w.charge_id AS chargeId, w.person_id AS personId, p.surnames, p.given_names AS givenNames, d.name AS edition, w.cents,
  c.open_cents AS openCents, w.reason, w.note, w.state, w.requested_at AS requestedAt, a.display_name AS askedBy, w.decided_at AS decidedAt,
  b.display_name AS decidedBy, w.refusal`;
/** What is settled or taken back by now needs no decision any more. */
const WAITING = "w.state = 'requested' AND c.cancelled_at IS NULL AND c.open_cents > 0";

/** Reads of waivers, each one query. */
@Injectable()
export class WaiversRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async charge(centreId: Id, id: Id): Promise<ChargeHead> {
    const [row] = !isId(id) ? [] : await this.dataSource.query<(ChargeHead & { cancelledAt: number | null })[]>(`
      SELECT c.id, c.person_id AS personId, p.surnames, p.given_names AS givenNames, d.name AS edition, c.amount_cents AS amountCents,
        c.open_cents AS openCents, c.due_on AS dueOn, c.cancelled_at AS cancelledAt,
        (SELECT MIN(w.id) FROM waivers w WHERE w.charge_id = c.id AND w.state = 'requested') AS requestId
      FROM charges c JOIN editions d ON d.id = c.edition_id JOIN persons p ON p.id = c.person_id WHERE c.id = ? AND c.centre_id = ?`, [id, centreId]);
    if (!row) throw new NotThere('charge');
    const { cancelledAt, ...head } = row;
    return { ...head, cancelled: cancelledAt !== null };
  }

  /** @throws NotThere */
  async waiver(centreId: Id, id: Id): Promise<WaiverRow> {
    const [row] = !isId(id) ? [] : await this.dataSource.query<WaiverRow[]>(`SELECT ${COLUMNS} ${FROM} WHERE w.id = ? AND w.centre_id = ?`, [id, centreId]);
    if (!row) throw new NotThere('waiver');
    return row;
  }

  /** Who waits longest comes first. */
  waiting(centreId: Id): Promise<WaiverRow[]> {
    return this.dataSource.query<WaiverRow[]>(`SELECT ${COLUMNS} ${FROM} WHERE w.centre_id = ? AND ${WAITING} ORDER BY w.requested_at, w.id`, [centreId]);
  }

  /** The newest decisions. */
  decided(centreId: Id, limit: number): Promise<WaiverRow[]> {
    return this.dataSource.query<WaiverRow[]>(
      `SELECT ${COLUMNS} ${FROM} WHERE w.centre_id = ? AND w.state <> 'requested' ORDER BY w.decided_at DESC, w.id DESC LIMIT ?`, [centreId, limit]);
  }

  /** All that were asked for, the newest first. */
  all(centreId: Id, limit: number): Promise<WaiverRow[]> {
    return this.dataSource.query<WaiverRow[]>(`SELECT ${COLUMNS} ${FROM} WHERE w.centre_id = ? ORDER BY w.requested_at DESC, w.id DESC LIMIT ?`, [centreId, limit]);
  }

  /** What the centre goes by. */
  rules(centreId: Id): Promise<MoneyRules> {
    return moneyRulesAt(this.dataSource.manager, centreId);
  }

  waivedIn(centreId: Id, month: Month): Promise<Cents> {
    return waivedIn(this.dataSource, centreId, month);
  }
}

/** What a centre has waived in a month. What came back with a charge that was cancelled does not count. One query. */
export async function waivedIn(source: Queryable, centreId: Id, month: Month): Promise<Cents> {
  const [row] = await source.query<{ cents: number | string | null }[]>(`
    SELECT SUM(w.cents) AS cents FROM waivers w JOIN charges c ON c.id = w.charge_id
    WHERE w.centre_id = ? AND w.granted_month = ? AND c.cancelled_at IS NULL`, [centreId, month]);
  return Number(row?.cents ?? 0);
}

/** The rows of `waitingSelection`. */
export interface WaitingRow extends PersonName {
  id: Id;
  edition: string;
  cents: Cents;
  requestedAt: Instant;
}

/** What waits for a decision, for a home. */
export function waitingSelection(centreId: Id): Selection {
  return {
    columns: { id: 'w.id', surnames: 'p.surnames', givenNames: 'p.given_names', edition: 'd.name', cents: 'w.cents', requestedAt: 'w.requested_at' },
    from: `FROM waivers w JOIN charges c ON c.id = w.charge_id JOIN editions d ON d.id = c.edition_id JOIN persons p ON p.id = w.person_id
      WHERE w.centre_id = ? AND ${WAITING}`,
    parameters: [centreId],
  };
}
