import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';

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

/** Table, name, and what stands before the name. */
const NAMED: readonly [string, string, string][] = [
  ['accounts', 'display_name', 'NULL'], ['persons', 'surnames', 'given_names'], ['centres', 'name', 'NULL'], ['rooms', 'name', 'NULL'],
  ['workstations', 'label', 'NULL'], ['organisations', 'name', 'NULL'], ['editions', 'name', 'NULL'], ['learning_groups', 'name', 'NULL'],
];

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

  /** What the records of these ids are called, where somebody would call them by a name. */
  async namesOf(ids: readonly Id[]): Promise<Map<Id, string>> {
    if (ids.length === 0) return new Map();
    const among = `id IN (${ids.map(() => '?').join(', ')})`;
    const rows: { id: Id; name: string; more: string | null }[] = await this.dataSource.query(
      NAMED.map(([table, name, more]) => `SELECT id, ${name} AS name, ${more} AS more FROM ${table} WHERE ${among}`).join(' UNION ALL '),
      NAMED.flatMap(() => ids));
    return new Map(rows.map(({ id, name, more }) => [id, more ? `${more} ${name}` : name]));
  }

  /** Who can be asked for: the staff with a role at the centre. */
  actors(centreId: Id): Promise<TrailActor[]> {
    return this.dataSource.query(
      `SELECT a.id, a.display_name AS name FROM accounts a WHERE a.kind = 'staff'
       AND a.id IN (SELECT account_id FROM account_roles WHERE centre_id = ? OR centre_id IS NULL) ORDER BY a.display_name`, [centreId]);
  }
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
