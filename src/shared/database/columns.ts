import { Check, Column, ForeignKey, PrimaryColumn, type ColumnOptions } from 'typeorm';

/**
 * The only column types of Minka: each comes back alike from SQLite and from MySQL.
 * `schema.ts` holds the builder of the same name for migrations; a test proves that both agree.
 */
interface Nullable {
  null?: boolean;
}

type EntityClass = () => new () => object;

/** Primary key: UUID v7 made by the application. */
export function Id(): PropertyDecorator {
  return PrimaryColumn({ type: 'varchar', length: 36 });
}

/** Primary key that is a word: a course's code, a counter's name. */
export function Code(length: number): PropertyDecorator {
  return PrimaryColumn({ type: 'varchar', length });
}

/** A UUID that points to another record, with the foreign key that keeps it true. */
export function Ref(target: EntityClass, options: Nullable & { length?: number } = {}): PropertyDecorator {
  return (prototype, property) => {
    ForeignKey(target, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })(prototype, property);
    column({ type: 'varchar', length: options.length ?? 36 }, options)(prototype, property);
  };
}

/** A UUID without a foreign key: for trails that outlive what they name. */
export function LooseId(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'varchar', length: 36 }, options);
}

/** Epoch milliseconds; a number in code. */
export function Instant(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'bigint', transformer: { to: (value: unknown) => value, from: numberOrNull } }, options);
}

/** `YYYY-MM-DD` */
export function CalendarDate(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'varchar', length: 10 }, options);
}

/** `HH:MM` */
export function TimeOfDay(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'varchar', length: 5 }, options);
}

/** Integer céntimos. */
export function Money(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'integer' }, options);
}

export function Whole(options: Nullable & { default?: number } = {}): PropertyDecorator {
  return column({ type: 'integer', default: options.default }, options);
}

/** A measured value, never money. */
export function Real(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'double' }, options);
}

export function Flag(): PropertyDecorator {
  return column({ type: 'boolean', default: 0 }, {});
}

export function Text(length: number, options: Nullable & { default?: string } = {}): PropertyDecorator {
  return column({ type: 'varchar', length, default: options.default }, options);
}

/** Up to 60,000 characters. */
export function LongText(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'text' }, options);
}

/** Structured leftovers that no query looks into. */
export function Json(options: Nullable = {}): PropertyDecorator {
  return column({ type: 'text', transformer: { to: toJson, from: fromJson } }, options);
}

/** An enumeration: text with a check in the database. */
export function OneOf(values: readonly string[], options: Nullable = {}): PropertyDecorator {
  return (prototype, property) => {
    const name = snakeCase(String(property));
    Check(`"${name}" IN (${values.map((value) => `'${value}'`).join(', ')})`)(prototype, property);
    column({ type: 'varchar', length: 20 }, options)(prototype, property);
  };
}

/** Counts the edits of a record: an edit based on an older version is refused as stale. */
export function Version(): PropertyDecorator {
  return column({ type: 'integer', default: 1 }, {});
}

/**
 * Rises with each new record that points to this row, before the record is written (see `Tx.insert`), and with each unit that
 * holds the row: nodes of a cluster pass over a change that changes nothing. Nothing else reads it.
 */
export function Held(): PropertyDecorator {
  return column({ type: 'integer', default: 0 }, {});
}

const successors = new Map<object, string>();

/**
 * Where a record leads that became one with another: nothing new may belong to it from then on. Its table has a `held`
 * column, by which the two that make one of two records and the one that writes something new about one of them meet.
 */
export function Successor(): PropertyDecorator {
  return (prototype, property) => {
    successors.set(prototype.constructor, String(property));
  };
}

/** @returns the property, for an entity that has one */
export function successorOf(entity: object): string | undefined {
  return successors.get(entity);
}

const big = new Map<object, Set<string>>();

/** Makes a `LongText` or `Json` as long as 16 MB: MySQL's `text` ends at 64 kB, and refuses what is longer. */
export function Big(): PropertyDecorator {
  return (prototype, property) => {
    big.set(prototype.constructor, (big.get(prototype.constructor) ?? new Set()).add(String(property)));
  };
}

export function isBig(entity: unknown, property: string): boolean {
  return big.get(entity as object)?.has(property) ?? false;
}

const secrets = new Map<object, Set<string>>();
const unaudited = new Set<object>();

/** A column whose value never reaches the audit trail (hashes, seeds of codes). */
export function Secret(): PropertyDecorator {
  return (prototype, property) => {
    const names = secrets.get(prototype.constructor) ?? new Set();
    secrets.set(prototype.constructor, names.add(String(property)));
  };
}

/** An entity that leaves no audit trail: technical records such as web sessions and counters. */
export function NotAudited(): ClassDecorator {
  return (target) => {
    unaudited.add(target);
  };
}

export function isSecret(entity: object, property: string): boolean {
  return secrets.get(entity)?.has(property) ?? false;
}

export function isAudited(entity: object): boolean {
  return !unaudited.has(entity);
}

/** `mandateEndsOn` → `mandate_ends_on` */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function column(definition: ColumnOptions, options: Nullable): PropertyDecorator {
  return Column({ ...definition, nullable: options.null ?? false });
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export function fromJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
