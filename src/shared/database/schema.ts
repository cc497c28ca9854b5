import type { QueryRunner } from 'typeorm';
import { groupBy } from '../kernel/group-by.js';
import { constraintName } from './naming.js';
import { WRITTEN_OVER } from './retry-rules.js';

/** The builders of `columns.ts` for migrations: one table definition for both engines. */
export interface ColumnDefinition {
  type: string;
  nullable: boolean;
  primary?: boolean;
  default?: number | string;
  values?: readonly string[];
  references?: { table: string; column: string };
}

interface Nullable {
  null?: boolean;
}

export const id = (): ColumnDefinition => ({ type: 'varchar(36)', nullable: false, primary: true });
export const code = (length: number): ColumnDefinition => ({ type: `varchar(${length})`, nullable: false, primary: true });
export const ref = (table: string, options: Nullable & { length?: number; column?: string } = {}): ColumnDefinition => ({
  ...column(`varchar(${options.length ?? 36})`, options),
  references: { table, column: options.column ?? 'id' },
});
export const looseId = (options: Nullable = {}): ColumnDefinition => column('varchar(36)', options);
export const instant = (options: Nullable = {}): ColumnDefinition => column('bigint', options);
export const calendarDate = (options: Nullable = {}): ColumnDefinition => column('varchar(10)', options);
export const timeOfDay = (options: Nullable = {}): ColumnDefinition => column('varchar(5)', options);
export const money = (options: Nullable = {}): ColumnDefinition => column('integer', options);
export const whole = (options: Nullable & { default?: number } = {}): ColumnDefinition => ({
  ...column('integer', options), default: options.default,
});
export const real = (options: Nullable = {}): ColumnDefinition => column('double', options);
export const flag = (): ColumnDefinition => ({ type: 'boolean', nullable: false, default: 0 });
export const text = (length: number, options: Nullable & { default?: string } = {}): ColumnDefinition => ({
  ...column(`varchar(${length})`, options), default: options.default === undefined ? undefined : `'${options.default}'`,
});
export const longText = (options: Nullable = {}): ColumnDefinition => column('text', options);
export const json = longText;
export const oneOf = (values: readonly string[], options: Nullable = {}): ColumnDefinition => ({ ...column('varchar(20)', options), values });
/** The builder of `@Held`. */
export const held = (): ColumnDefinition => whole({ default: 0 });
export const version = (): ColumnDefinition => ({ type: 'integer', nullable: false, default: 1 });

/** What a table keeps true beside its columns; names follow from table and columns. */
export interface TableRules {
  unique?: string[][];
  index?: string[][];
}

/** Creates a table with its keys, checks and indexes on either engine. */
export async function createTable(
  runner: QueryRunner, name: string, columns: Record<string, ColumnDefinition>, rules: TableRules = {},
): Promise<void> {
  const quote = quoting(runner);
  const list = (names: readonly string[]): string => names.map(quote).join(', ');
  const primary = Object.keys(columns).filter((column) => columns[column]?.primary);
  const lines = Object.entries(columns).map(([column, definition]) => columnSql(quote(column), definition));
  lines.push(`CONSTRAINT ${quote(`pk_${name}`)} PRIMARY KEY (${list(primary)})`);
  for (const [column, { references, values }] of Object.entries(columns)) {
    const named = (prefix: string): string => `CONSTRAINT ${quote(constraintName(prefix, name, [column]))}`;
    if (values) lines.push(`${named('ck')} ${checkSql(quote(column), values)}`);
    if (references) lines.push(`${named('fk')} FOREIGN KEY (${quote(column)}) ${referencesSql(quote, references)}`);
  }
  for (const unique of rules.unique ?? []) {
    lines.push(`CONSTRAINT ${quote(constraintName('uq', name, unique))} UNIQUE (${list(unique)})`);
  }
  const suffix = isMysql(runner) ? ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin' : '';
  await runner.query(`CREATE TABLE ${quote(name)} (${lines.join(', ')})${suffix}`);
  for (const index of rules.index ?? []) await createIndex(runner, name, index);
}

function checkSql(column: string, values: readonly string[]): string {
  return `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
}

/** Adds a column that has a default, or may be null: the rows that are there keep their place. */
export async function addColumn(runner: QueryRunner, table: string, column: string, definition: ColumnDefinition): Promise<void> {
  const quote = quoting(runner);
  const { values } = definition;
  const check = values ? `CONSTRAINT ${quote(constraintName('ck', table, [column]))} ${checkSql(quote(column), values)}` : '';
  // SQLite takes a check with its column only, MySQL and MariaDB take a named one beside it only.
  const beside = check === '' ? '' : isMysql(runner) ? `, ADD ${check}` : ` ${check}`;
  await runner.query(`ALTER TABLE ${quote(table)} ADD COLUMN ${columnSql(quote(column), definition)}${beside}`);
}

export async function createIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  const quote = quoting(runner);
  const name = quote(constraintName('ix', table, columns));
  await runner.query(`CREATE INDEX ${name} ON ${quote(table)} (${columns.map(quote).join(', ')})`);
}

export async function dropIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  const quote = quoting(runner);
  const name = quote(constraintName('ix', table, columns));
  await runner.query(isMysql(runner) ? `DROP INDEX ${name} ON ${quote(table)}` : `DROP INDEX ${name}`);
}

/** Drops the index of a reference; a server wants one for each, and has its own back. */
export async function dropReferenceIndex(runner: QueryRunner, table: string, column: string): Promise<void> {
  if (!isMysql(runner)) return dropIndex(runner, table, [column]);
  await runner.query(`ALTER TABLE ${table} RENAME INDEX ${constraintName('ix', table, [column])} TO ${constraintName('fk', table, [column])}`);
}

/** The builder of `@Big`, for a text column that is there: SQLite's are of any length. */
export async function makeBig(runner: QueryRunner, table: string, column: string, options: Nullable = {}): Promise<void> {
  const quote = quoting(runner);
  if (isMysql(runner)) await runner.query(`ALTER TABLE ${quote(table)} MODIFY ${quote(column)} mediumtext${options.null ? '' : ' NOT NULL'}`);
}

/** Makes the database itself refuse to change or remove rows of a table. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  for (const action of ['UPDATE', 'DELETE'] as const) {
    const head = `CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table} FOR EACH ROW`;
    await runner.query(isMysql(runner)
      ? `${head} SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${table} is append-only'`
      : `${head} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`);
  }
  await refuseWritingOver(runner, table);
}

/**
 * Makes SQLite refuse to put a row in the place of another one: its REPLACE takes the old row out without asking the trigger
 * that refuses to remove it. MySQL asks that trigger. Done anew when the table gets another key.
 * @param frozen which rows stay, as a condition; all unless told
 */
export async function refuseWritingOver(runner: QueryRunner, table: string, frozen = '1 = 1'): Promise<void> {
  if (isMysql(runner)) return;
  const keys = await keysOf(runner, table);
  const taken = (beside: string): string => keys.map((key) => {
    const same = key.map((column) => `"${column}" = NEW."${column}"`).join(' AND ');
    return `EXISTS (SELECT 1 FROM ${table} WHERE ${same} AND ${frozen}${beside})`;
  }).join(' OR ');
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append-only: ${WRITTEN_OVER}'); END`;
  await allowWritingOver(runner, table);
  await runner.query(`CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} FOR EACH ROW WHEN ${taken('')} ${refuse}`);
  await runner.query(`CREATE TRIGGER ${table}_no_displace BEFORE UPDATE ON ${table} FOR EACH ROW WHEN ${taken(' AND rowid <> OLD.rowid')} ${refuse}`);
}

/** What no two rows of a SQLite table share, its hidden number among them. */
async function keysOf(runner: QueryRunner, table: string): Promise<string[][]> {
  const columns: { key: string; name: string }[] = await runner.query(`
    SELECT list.name AS key, info.name AS name FROM pragma_index_list('${table}') list JOIN pragma_index_info(list.name) info
    WHERE list."unique" ORDER BY list.name, info.seqno`);
  return [['rowid'], ...[...groupBy(columns, ({ key }) => key).values()].map((key) => key.map(({ name }) => name))];
}

/** Takes back what `refuseWritingOver` did. */
export async function allowWritingOver(runner: QueryRunner, table: string): Promise<void> {
  if (isMysql(runner)) return;
  for (const trigger of ['no_replace', 'no_displace']) await runner.query(`DROP TRIGGER IF EXISTS ${table}_${trigger}`);
}

/** Makes the database itself refuse to remove rows of a table, and to change these columns of them. */
export async function freezeColumns(runner: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  const quote = quoting(runner);
  const message = `${table} is kept as it was written`;
  await runner.query(isMysql(runner)
    ? `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'`
    : `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} FOR EACH ROW BEGIN SELECT RAISE(ABORT, '${message}'); END`);
  const same = columns.map((column) => `OLD.${quote(column)} <=> NEW.${quote(column)}`).join(' AND ');
  await runner.query(isMysql(runner)
    ? `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} FOR EACH ROW IF NOT (${same}) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'; END IF`
    : `CREATE TRIGGER ${table}_no_update BEFORE UPDATE OF ${columns.map(quote).join(', ')} ON ${table} FOR EACH ROW BEGIN SELECT RAISE(ABORT, '${message}'); END`);
  await refuseWritingOver(runner, table);
}

/** Makes the database itself refuse to change or remove the rows whose column says this; until then they are like any other. */
export async function freezeRows(runner: QueryRunner, table: string, column: string, value: string): Promise<void> {
  const message = `${table}: what is ${value} stays as it is`;
  const frozen = `OLD.${quoting(runner)(column)} = '${value}'`;
  for (const action of ['UPDATE', 'DELETE'] as const) {
    const head = `CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table} FOR EACH ROW`;
    await runner.query(isMysql(runner)
      ? `${head} IF ${frozen} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'; END IF`
      : `${head} WHEN ${frozen} BEGIN SELECT RAISE(ABORT, '${message}'); END`);
  }
  await refuseWritingOver(runner, table, `${column} = '${value}'`);
}

function isMysql(runner: QueryRunner): boolean {
  return runner.dataSource.options.type !== 'better-sqlite3';
}

function column(type: string, options: Nullable): ColumnDefinition {
  return { type, nullable: options.null ?? false };
}

type Quote = (name: string) => string;

function quoting(runner: QueryRunner): Quote {
  const mark = isMysql(runner) ? '`' : '"';
  return (name) => `${mark}${name}${mark}`;
}

function columnSql(name: string, { type, nullable, default: initial }: ColumnDefinition): string {
  const rest = [nullable ? '' : ' NOT NULL', initial === undefined ? '' : ` DEFAULT ${initial}`].join('');
  return `${name} ${type}${rest}`;
}

function referencesSql(quote: Quote, { table, column: target }: { table: string; column: string }): string {
  return `REFERENCES ${quote(table)} (${quote(target)}) ON DELETE NO ACTION ON UPDATE NO ACTION`;
}
