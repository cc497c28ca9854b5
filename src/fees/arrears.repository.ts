import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonName } from '../people/person-names.js';
import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { ARREARS_BANDS, dueWithin, type ArrearsBand } from './arrears-bands.js';

/** Something that is owed. */
export interface ArrearsRow extends PersonName {
  chargeId: Id;
  personId: Id;
  editionId: Id;
  edition: string;
  groupName: string | null;
  amountCents: Cents;
  openCents: Cents;
  chargedOn: LocalDate;
  dueOn: LocalDate;
  /** A waiver was asked for and is not decided. */
  asked: boolean;
}

/** Which part of what is owed. */
export interface ArrearsFilter {
  editionId: Id | null;
  /** Of all editions that are over. */
  ended: boolean;
  groupId: Id | null;
  band: ArrearsBand | null;
}

export interface BandTotal {
  charges: number;
  cents: Cents;
}

/** Editions and groups in which somebody owes something. */
export interface ArrearsPlace {
  editionId: Id;
  edition: string;
  groupId: Id | null;
  groupName: string | null;
  endsOn: LocalDate;
}

/** Whoever waits for a seat need not pay yet. */
const SEATED = "e.status <> 'waiting'";
const FROM = `
  FROM charges c JOIN editions d ON d.id = c.edition_id JOIN persons p ON p.id = c.person_id
  JOIN enrolments e ON e.id = c.enrolment_id LEFT JOIN learning_groups g ON g.id = e.group_id`;

/** What is owed at a centre, each read one query. */
@Injectable()
export class ArrearsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** What was due first comes first. */
  async rows(centreId: Id, filter: ArrearsFilter, today: LocalDate, { limit, offset }: { limit: number; offset: number }): Promise<ArrearsRow[]> {
    const { where, values } = conditions(centreId, filter, today);
    const rows = await this.dataSource.query<ArrearsRow[]>(`
      SELECT c.id AS chargeId, c.person_id AS personId, p.surnames, p.given_names AS givenNames, d.id AS editionId, d.name AS edition, g.name AS groupName,
        c.amount_cents AS amountCents, c.open_cents AS openCents, c.charged_on AS chargedOn, c.due_on AS dueOn,
        EXISTS (SELECT 1 FROM waivers w WHERE w.charge_id = c.id AND w.state = 'requested') AS asked
      ${FROM} WHERE ${where} ORDER BY c.due_on, p.sort_name, c.id LIMIT ? OFFSET ?`, [...values, limit, offset]);
    return rows.map((row) => ({ ...row, asked: Boolean(Number(row.asked)) }));
  }

  /** What is owed by its age, whatever the band of the filter. */
  async totals(centreId: Id, filter: ArrearsFilter, today: LocalDate): Promise<Record<ArrearsBand, BandTotal>> {
    const { where, values } = conditions(centreId, { ...filter, band: null }, today);
    const spans = ARREARS_BANDS.map((band) => dueWithin(band, today));
    const sums = spans.map((_, index) => `
      SUM(CASE WHEN c.due_on BETWEEN ? AND ? THEN 1 ELSE 0 END) AS n${index}, SUM(CASE WHEN c.due_on BETWEEN ? AND ? THEN c.open_cents ELSE 0 END) AS s${index}`);
    const [row] = await this.dataSource.query<Record<string, number | string | null>[]>(
      `SELECT ${sums.join(',')} FROM charges c JOIN enrolments e ON e.id = c.enrolment_id WHERE ${where}`,
      [...spans.flatMap(({ from, to }) => [from, to, from, to]), ...values]);
    return Object.fromEntries(ARREARS_BANDS.map((band, index) => (
      [band, { charges: Number(row?.[`n${index}`] ?? 0), cents: Number(row?.[`s${index}`] ?? 0) }]))) as Record<ArrearsBand, BandTotal>;
  }

  places(centreId: Id): Promise<ArrearsPlace[]> {
    return this.dataSource.query<ArrearsPlace[]>(`
      SELECT DISTINCT d.id AS editionId, d.name AS edition, d.starts_on, d.ends_on AS endsOn, g.id AS groupId, g.name AS groupName
      ${FROM} WHERE c.centre_id = ? AND c.open_cents > 0 AND ${SEATED} ORDER BY d.starts_on DESC, d.name, g.name`, [centreId]);
  }

  /** What of these people's fees is overdue, and since when. */
  async overdue(centreId: Id, personIds: readonly Id[], today: LocalDate): Promise<Map<Id, { cents: Cents; since: LocalDate }>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.dataSource.query<{ personId: Id; cents: number | string; since: LocalDate }[]>(`
      SELECT c.person_id AS personId, SUM(c.open_cents) AS cents, MIN(c.due_on) AS since
      FROM charges c JOIN enrolments e ON e.id = c.enrolment_id
      WHERE c.centre_id = ? AND c.person_id IN (${places(personIds)}) AND c.open_cents > 0 AND c.due_on < ? AND ${SEATED} GROUP BY c.person_id`,
    [centreId, ...personIds, today]);
    return new Map(rows.map(({ personId, cents, since }) => [personId, { cents: Number(cents), since }]));
  }
}

function conditions(centreId: Id, { editionId, ended, groupId, band }: ArrearsFilter, today: LocalDate): { where: string; values: unknown[] } {
  const parts = ['c.centre_id = ?', 'c.open_cents > 0', SEATED];
  const values: unknown[] = [centreId];
  if (editionId) {
    parts.push('c.edition_id = ?');
    values.push(editionId);
  }
  if (ended) {
    parts.push('c.edition_id IN (SELECT o.id FROM editions o WHERE o.centre_id = ? AND o.ends_on < ?)');
    values.push(centreId, today);
  }
  if (groupId) {
    parts.push('e.group_id = ?');
    values.push(groupId);
  }
  if (band) {
    const { from, to } = dueWithin(band, today);
    parts.push('c.due_on BETWEEN ? AND ?');
    values.push(from, to);
  }
  return { where: parts.join(' AND '), values };
}
