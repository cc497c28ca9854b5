import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { receiptNumber } from '../fees/receipt-numbers.js';
import type { Instant } from '../shared/kernel/clock.js';
import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, isLocalDate } from '../shared/kernel/local-date.js';

export interface TrailFilter {
  /** Null: at all centres. */
  centreId: Id | null;
  actorId: Id | null;
  entity: string | null;
  entityId: string | null;
  from: Instant | null;
  to: Instant | null;
}

export interface TrailEntry {
  id: Id;
  recordedAt: Instant;
  /** Null when Minka acted by itself. */
  actorName: string | null;
  entity: string;
  entityId: string;
  action: 'insert' | 'update' | 'remove';
  valuesBefore: Record<string, unknown> | null;
  valuesAfter: Record<string, unknown> | null;
}

export interface TrailActor {
  id: Id;
  name: string;
}

interface Row extends Omit<TrailEntry, 'valuesBefore' | 'valuesAfter'> {
  valuesBefore: string | null;
  valuesAfter: string | null;
}

/** Tables whose records have a name of their own: table, name, and what stands before the name. */
const NAMED: readonly [string, string, string][] = [
  ['accounts', 'display_name', 'NULL'], ['persons', 'surnames', 'given_names'], ['centres', 'name', 'NULL'], ['rooms', 'name', 'NULL'],
  ['workstations', 'label', 'NULL'], ['organisations', 'name', 'NULL'], ['editions', 'name', 'NULL'], ['learning_groups', 'name', 'NULL'],
  ['imports', 'file_name', 'NULL'], ['consortium_decisions', 'title', 'NULL'], ['stored_files', 'name', 'NULL'], ['walk_ins', 'name', 'NULL'],
  ['expenses', 'supplier', 'NULL'], ['contributions', 'giver', 'NULL'], ['alliances', 'ally', 'NULL'], ['credit_payouts', 'person_name', 'NULL'], ['month_signatures', 'month', 'NULL'],
];

/** Tables whose records are called by the person whom they are about. */
const OF_PERSONS = [
  'learners', 'memberships', 'consents', 'diagnoses', 'placement_tests', 'placements', 'enrolments', 'attendance_marks', 'arrivals', 'calls',
  'consortium_posts', 'charges', 'waivers', 'person_credits',
] as const;

/** How a kind of record is called: its table with what it joins, its name, what stands before the name, and a number behind it. */
const CALLED: readonly { from: string; name: string; more?: string; number?: string }[] = [
  ...NAMED.map(([table, name, more]) => ({ from: `${table} n`, name: `n.${name}`, more: more === 'NULL' ? more : `n.${more}` })),
  ...OF_PERSONS.map((table) => ({ from: `${table} n JOIN persons p ON p.id = n.person_id`, name: 'p.surnames', more: 'p.given_names' })),
  { from: 'sessions n JOIN learning_groups g ON g.id = n.group_id', name: 'n.date', more: 'g.name' },
  { from: 'account_roles n JOIN accounts a ON a.id = n.account_id', name: 'a.display_name' },
  { from: 'coaches n JOIN accounts a ON a.id = n.account_id', name: 'a.display_name' },
  { from: 'consortium_members n JOIN organisations o ON o.id = n.organisation_id', name: 'o.name' },
  { from: 'consortium_shares n JOIN consortium_members m ON m.id = n.member_id JOIN organisations o ON o.id = m.organisation_id', name: 'o.name' },
  { from: 'alliance_promises n JOIN alliances l ON l.id = n.alliance_id', name: 'l.ally' },
  { from: 'group_proposals n JOIN editions d ON d.id = n.edition_id', name: 'd.name' },
  // What the till writes is called by the number of its receipt, or by whose till it was and when it was opened.
  { from: 'receipts n', name: 'n.series', number: 'n.number' },
  { from: 'payments n JOIN receipts r ON r.payment_id = n.id', name: 'r.series', number: 'r.number' },
  ...['receipt_voids', 'receipt_prints'].map((table) => ({ from: `${table} n JOIN receipts r ON r.id = n.receipt_id`, name: 'r.series', number: 'r.number' })),
  { from: 'till_sessions n JOIN accounts a ON a.id = n.account_id', name: 'n.opened_on', more: 'a.display_name' },
  ...['till_counts', 'till_reviews'].map((table) => ({
    from: `${table} n JOIN till_sessions t ON t.id = n.till_session_id JOIN accounts a ON a.id = t.account_id`, name: 't.opened_on', more: 'a.display_name',
  })),
];

/** One SELECT for each kind of record, with one list of ids. */
const NAMES: readonly string[] = CALLED.map(({ from, name, more = 'NULL', number = 'NULL' }) => `SELECT n.id, ${name} AS name, ${more} AS more, ${number} AS number FROM ${from}`);

/** Each stands once in every SELECT of the statement, and SQLite takes some 32,000 values. */
const IDS_AT_ONCE = 600;

interface NameRow {
  id: Id;
  name: string;
  more: string | null;
  number: number | null;
}

/** Reads the trail; nothing ever changes it. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async page(filter: TrailFilter, page: number, pageSize: number): Promise<{ entries: TrailEntry[]; total: number }> {
    const { where, values } = conditions(filter);
    const [{ total }]: [{ total: number | string }] = await this.dataSource.query(`SELECT COUNT(*) AS total FROM audit_entries e ${where}`, values);
    const rows: Row[] = await this.dataSource.query(
      `SELECT e.id, e.recorded_at AS recordedAt, a.display_name AS actorName, e.entity, e.entity_id AS entityId, e.action,
        e.values_before AS valuesBefore, e.values_after AS valuesAfter
       FROM audit_entries e LEFT JOIN accounts a ON a.id = e.actor_id ${where}
       ORDER BY e.recorded_at DESC, e.id DESC LIMIT ? OFFSET ?`, [...values, pageSize, (page - 1) * pageSize]);
    return { entries: rows.map(readEntry), total: Number(total) };
  }

  /** What the records of these ids are called, where somebody would call them by a name. A query for so many at once as a statement can hold, a page's in one. */
  async namesOf(ids: readonly Id[]): Promise<Map<Id, string>> {
    const names = new Map<Id, string>();
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      const some = ids.slice(from, from + IDS_AT_ONCE);
      const rows = await this.dataSource.query<NameRow[]>(
        NAMES.map((select) => `${select} WHERE n.id IN (${places(some)})`).join(' UNION ALL '), NAMES.flatMap(() => some));
      for (const row of rows) names.set(row.id, nameOf(row));
    }
    return names;
  }

  /** Who can be asked for: the staff with a role at the centre. */
  actors(centreId: Id): Promise<TrailActor[]> {
    return this.dataSource.query(
      `SELECT a.id, a.display_name AS name FROM accounts a WHERE a.kind = 'staff'
       AND a.id IN (SELECT account_id FROM account_roles WHERE centre_id = ? OR centre_id IS NULL) ORDER BY a.display_name`, [centreId]);
  }
}

function nameOf({ name, more, number }: NameRow): string {
  if (number !== null) return receiptNumber({ series: name, number: Number(number) });
  return [more, isLocalDate(name) ? formatLocalDate(name) : name].filter(Boolean).join(' ');
}

function conditions(filter: TrailFilter): { where: string; values: unknown[] } {
  const parts: [string, unknown][] = [
    ['e.centre_id = ?', filter.centreId], ['e.actor_id = ?', filter.actorId], ['e.entity = ?', filter.entity],
    ['e.entity_id = ?', filter.entityId], ['e.recorded_at >= ?', filter.from], ['e.recorded_at < ?', filter.to],
  ];
  const given = parts.filter(([, value]) => value !== null);
  return { where: given.length > 0 ? `WHERE ${given.map(([sql]) => sql).join(' AND ')}` : '', values: given.map(([, value]) => value) };
}

function readEntry(row: Row): TrailEntry {
  return {
    ...row,
    recordedAt: Number(row.recordedAt),
    valuesBefore: row.valuesBefore === null ? null : JSON.parse(row.valuesBefore) as Record<string, unknown>,
    valuesAfter: row.valuesAfter === null ? null : JSON.parse(row.valuesAfter) as Record<string, unknown>,
  };
}
