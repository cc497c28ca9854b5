import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { COLLISION_RULES, NOT_MOVED, type CollisionRule, type Row } from './merge-plan.js';

type EntityClass = new () => ObjectLiteral;

/** A column that points to a table by a foreign key. */
interface Reference {
  metadata: EntityMetadata;
  property: string;
}

/** The columns of all tables that point to this one. What a later feature adds is found without being listed. */
export function referencesTo(target: EntityMetadata): Reference[] {
  return target.dataSource.entityMetadatas.flatMap((metadata) => metadata.foreignKeys
    .filter((key) => key.referencedEntityMetadata === target && !NOT_MOVED.has(metadata.tableName))
    .map((key) => ({ metadata, property: key.columns[0]?.propertyName as string })));
}

/**
 * Lets every record that belongs to `from` belong to `to`, in one unit of work and with its trail. Where both have one
 * and only one may stay, the plan decides; the record that goes is kept whole in the trail.
 */
export async function moveRecords(tx: Tx, target: EntityMetadata, from: Id, to: Id, only?: readonly string[]): Promise<void> {
  for (const reference of referencesTo(target)) {
    if (!only || only.includes(reference.metadata.tableName)) await moveReference(tx, reference, from, to);
  }
}

async function moveReference(tx: Tx, { metadata, property }: Reference, from: Id, to: Id): Promise<void> {
  const entity = metadata.target as EntityClass;
  const merged: Row[] = await tx.manager.findBy(entity, { [property]: from });
  if (merged.length === 0) return;
  const kept: Row[] = await tx.manager.findBy(entity, { [property]: to });
  const rule = COLLISION_RULES[metadata.tableName] ?? {};
  const collide = rule.collide ?? collidesByConstraint(metadata, property);
  for (const row of merged) {
    const other = kept.find((candidate) => collide(candidate, row));
    if (other) await new Collision(tx, metadata, property, rule).settle(other, row, to);
    else kept.push(await tx.update(entity, row, { ...rule.moving?.(row, tx.now), [property]: to }));
  }
}

/** Two records of which one stays. */
class Collision {
  private readonly entity: EntityClass;

  constructor(
    private readonly tx: Tx, private readonly metadata: EntityMetadata, private readonly property: string, private readonly rule: CollisionRule,
  ) {
    this.entity = metadata.target as EntityClass;
  }

  async settle(kept: Row, merged: Row, to: Id): Promise<void> {
    const { better, joined } = this.rule;
    const mergedStays = better?.(kept, merged) === 'merged';
    const [stays, goes] = mergedStays ? [merged, kept] : [kept, merged];
    await moveRecords(this.tx, this.metadata, idOf(goes), idOf(stays), this.rule.followers);
    await this.letGo(goes);
    await this.tx.update(this.entity, stays, { ...joined?.(stays, goes), ...(mergedStays ? { [this.property]: to } : {}) });
  }

  /** First, so that the constraint has room for the one that stays. */
  private async letGo(goes: Row): Promise<void> {
    const changes = this.rule.detached?.(goes, this.tx.now);
    if (changes) await this.tx.update(this.entity, goes, changes);
    else await this.tx.remove(this.entity, goes);
  }
}

/** True for two records that agree in everything else that a unique constraint over this column holds; nulls never agree. */
function collidesByConstraint(metadata: EntityMetadata, property: string): (a: Row, b: Row) => boolean {
  // TypeORM keeps a unique constraint among the indexes where the engine is MySQL.
  const constraints = [...metadata.uniques, ...metadata.indices.filter(({ isUnique }) => isUnique)]
    .map(({ columns }) => columns.map(({ propertyName }) => propertyName))
    .filter((columns) => columns.includes(property)).map((columns) => columns.filter((column) => column !== property));
  return (a, b) => constraints.some((columns) => columns.every((column) => a[column] !== null && a[column] === b[column]));
}

function idOf(row: Row): Id {
  return row.id as Id;
}
