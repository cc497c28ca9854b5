import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import { newId } from '../kernel/ids.js';
import { NotThere, Refused, StaleEdit } from '../kernel/refusal.js';
import { AuditEntry } from './audit-entry.entity.js';
import { isAudited, isSecret, successorOf } from './columns.js';
import { LOST_RACE } from './retry-rules.js';
import { places } from './sql.js';

type EntityClass<T> = new () => T;
type Row = Record<string, unknown>;

/** Who acts, and for which centre. A viewer is one. */
export interface Actor {
  accountId: string | null;
  centreId: string | null;
}

/** Minka itself: jobs, migrations, content that is loaded at the start. */
export const SYSTEM: Actor = { accountId: null, centreId: null };

/** Another unit changed the record after this one had looked at it: the body runs again and sees what is there now. */
class LostRace extends Error {
  readonly code = LOST_RACE;
}

const ROWS_AT_ONCE = 500;
const VALUES_AT_ONCE = 30_000;

/**
 * The only way to write: whoever holds it is inside a unit of work. Each write leaves its audit entry,
 * written with the others at the end of the unit.
 */
export class Tx {
  readonly unitId = newId();
  private readonly trail: AuditEntry[] = [];
  /** Records that others may point to, made in this unit: nobody else knows them yet. */
  private readonly made = new Set<unknown>();

  constructor(readonly manager: EntityManager, readonly now: number, readonly actor: Actor) {}

  /**
   * Inserts rows as they are; left-out columns get their default, or null.
   * @throws Refused when a row belongs to a record that became one with another
   */
  async insert<T extends object>(entity: EntityClass<T>, rows: T | readonly Partial<T>[]): Promise<void> {
    const metadata = this.dataSource.getMetadata(entity);
    const list = (Array.isArray(rows) ? rows : [rows]) as Row[];
    const chunk = Math.min(ROWS_AT_ONCE, Math.floor(VALUES_AT_ONCE / metadata.columns.length));
    for (let from = 0; from < list.length; from += chunk) {
      await this.holdOwners(metadata, list.slice(from, from + chunk));
      await this.insertChunk(metadata, list.slice(from, from + chunk));
    }
    if (successorOf(entity)) for (const row of list) this.made.add(row[keyOf(metadata).propertyName]);
    for (const row of list) this.record(entity, metadata, 'insert', null, row);
  }

  /**
   * Changes a record that was loaded before. Throws `StaleEdit` when somebody changed it since (by its version),
   * `NotThere` when it is gone. Does nothing when nothing differs. Where the version is the one that this unit itself has
   * read, nobody has looked at anything old: the unit runs again.
   * @returns the record as it is now
   */
  async update<T extends object>(entity: EntityClass<T>, before: T, changes: Partial<T>): Promise<T> {
    const metadata = this.dataSource.getMetadata(entity);
    const differing = Object.entries(changes).filter(([name, value]) => value !== undefined && !same((before as Row)[name], value));
    if (differing.length === 0) return before;
    const current = before as Row;
    const versioned = isVersioned(metadata);
    const sets = differing.map(([name]) => `${this.quote(columnOf(metadata, name).databaseName)} = ?`);
    const values = differing.map(([name, value]) => this.persistent(metadata, name, value));
    const key = keyOf(metadata);
    const where = `${this.quote(key.databaseName)} = ?${versioned ? ' AND version = ?' : ''}`;
    const affected = await this.execute(
      `UPDATE ${this.quote(metadata.tableName)} SET ${[...sets, ...(versioned ? ['version = version + 1'] : [])].join(', ')} WHERE ${where}`,
      [...values, current[key.propertyName], ...(versioned ? [current.version] : [])],
    );
    if (affected === 0) await this.failStale(entity, metadata, current, changes);
    const fields = differing.map(([name]) => name);
    this.record(entity, metadata, 'update', pick(current, fields), pick(changes as Row, fields), String(current[key.propertyName]));
    return { ...before, ...changes, ...(versioned ? { version: Number(current.version) + 1 } : {}) };
  }

  /** Removes a record that was loaded before; its last state stays in the trail. Throws as `update` does when somebody changed it since. */
  async remove<T extends object>(entity: EntityClass<T>, before: T): Promise<void> {
    const metadata = this.dataSource.getMetadata(entity);
    const key = keyOf(metadata);
    const { [key.propertyName]: id, version } = before as Row;
    const versioned = isVersioned(metadata);
    const affected = await this.execute(
      `DELETE FROM ${this.quote(metadata.tableName)} WHERE ${this.quote(key.databaseName)} = ?${versioned ? ' AND version = ?' : ''}`, versioned ? [id, version] : [id]);
    if (affected === 0) await this.failStale(entity, metadata, before as Row, null);
    this.record(entity, metadata, 'remove', before as Row, null, String(id));
  }

  /** For technical records without a trail only (counters, sessions): any statement. @returns rows affected */
  async execute(sql: string, parameters: readonly unknown[]): Promise<number> {
    const result = await this.manager.queryRunner?.query(sql, [...parameters], true);
    return Number(result?.affected ?? (result?.raw as { affectedRows?: number } | undefined)?.affectedRows ?? 0);
  }

  /** Puts something into the trail that is no change of a record: a sign-in, an export. */
  note(entity: string, entityId: string, after: Row, centreId: string | null = this.actor.centreId): void {
    this.trail.push(this.entry(entity, entityId, 'insert', null, after, centreId));
  }

  /** Writes the trail. Called by the unit of work just before it commits. @returns how many entries it wrote */
  async writeTrail(): Promise<number> {
    const entries = this.trail.splice(0);
    if (entries.length > 0) await this.insert(AuditEntry, entries);
    return entries.length;
  }

  /** Some names are reserved words on one engine. */
  private quote(name: string): string {
    return this.dataSource.driver.escape(name);
  }

  private get dataSource(): DataSource {
    return this.manager.dataSource;
  }

  /**
   * Whoever makes one of two records changes both rows first, as this does: so either that comes first and is seen here,
   * or it waits, and takes the new rows along.
   */
  private async holdOwners(metadata: EntityMetadata, rows: Row[]): Promise<void> {
    for (const { columns: [column], referencedEntityMetadata: owner } of metadata.foreignKeys) {
      const successor = successorOf(owner.target as object);
      if (!column || !successor) continue;
      const ids = [...new Set(rows.map((row) => row[column.propertyName] ?? null))].filter((id) => id !== null && !this.made.has(id)).sort();
      if (ids.length === 0) continue;
      const free = await this.execute(
        `UPDATE ${this.quote(owner.tableName)} SET held = held + 1
         WHERE ${this.quote(keyOf(owner).databaseName)} IN (${places(ids)}) AND ${this.quote(columnOf(owner, successor).databaseName)} IS NULL`, ids);
      if (free < ids.length) throw new Refused({ reason: 'common:refusals.joined' });
    }
  }

  private async insertChunk(metadata: EntityMetadata, rows: Row[]): Promise<void> {
    const columns = metadata.columns;
    const line = `(${places(columns)})`;
    const values = rows.flatMap((row) => columns.map(({ propertyName, default: initial }) => (
      this.persistent(metadata, propertyName, row[propertyName] === undefined ? initial ?? null : row[propertyName]))));
    await this.manager.query(
      `INSERT INTO ${this.quote(metadata.tableName)} (${columns.map((column) => this.quote(column.databaseName)).join(', ')}) VALUES ${rows.map(() => line).join(', ')}`,
      values,
    );
  }

  private persistent(metadata: EntityMetadata, property: string, value: unknown): unknown {
    return this.dataSource.driver.preparePersistentValue(value, columnOf(metadata, property)) ?? null;
  }

  private async failStale<T extends object>(
    entity: EntityClass<T>, metadata: EntityMetadata, before: Row, changes: Partial<T> | null,
  ): Promise<never> {
    const key = keyOf(metadata).propertyName;
    const current = await this.manager.findOneBy(entity, { [key]: before[key] } as never);
    if (!current) throw new NotThere(metadata.tableName);
    // A look shows what was there when this unit began to read.
    if ((current as Row).version === before.version) throw new LostRace('the record was changed meanwhile');
    throw new StaleEdit(current, changes);
  }

  private record(
    entity: object, metadata: EntityMetadata, action: AuditEntry['action'], before: Row | null, after: Row | null, id?: string,
  ): void {
    if (!isAudited(entity)) return;
    const entityId = id ?? String(after?.[keyOf(metadata).propertyName]);
    const centreId = (after?.centreId ?? before?.centreId ?? this.actor.centreId) as string | null;
    this.trail.push(this.entry(metadata.tableName, entityId, action, masked(entity, before), masked(entity, after), centreId));
  }

  private entry(
    entity: string, entityId: string, action: AuditEntry['action'], before: Row | null, after: Row | null, centreId: string | null,
  ): AuditEntry {
    return {
      id: newId(), unitId: this.unitId, recordedAt: this.now, actorId: this.actor.accountId, centreId,
      entity, entityId, action, valuesBefore: before, valuesAfter: after,
    };
  }
}

function columnOf(metadata: EntityMetadata, property: string): EntityMetadata['columns'][number] {
  const found = metadata.findColumnWithPropertyName(property);
  if (!found) throw new Error(`${metadata.tableName} has no column for ${property}`);
  return found;
}

function isVersioned(metadata: EntityMetadata): boolean {
  return metadata.columns.some(({ propertyName }) => propertyName === 'version');
}

function keyOf(metadata: EntityMetadata): EntityMetadata['columns'][number] {
  return metadata.primaryColumns[0] as EntityMetadata['columns'][number];
}

function same(a: unknown, b: unknown): boolean {
  if (a === b || (a === null && b === undefined)) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

function pick(row: Row, fields: string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}

function masked(entity: object, row: Row | null): Row | null {
  if (!row) return null;
  return Object.fromEntries(Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, isSecret(entity, name) ? '•••' : value]));
}
