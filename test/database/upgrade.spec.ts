import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { ENGINES, openTestDatabase, schemaUntil, type Engine, type TestDatabase } from '../helpers/databases.js';

type Cell = string | number | null;
type Seeded = Record<string, { columns: string[]; rows: Cell[][] }>;

/** What a centre had on record when 0070 was the last migration: the demo of that time, a few rows of each table, in the order of what they point to. */
const SEEDED = JSON.parse(readFileSync(new URL('seeded-at-0070.json', import.meta.url), 'utf8')) as Seeded;
const LAST = 70;
/** Drawn anew when Minka starts: 0072 makes its table from nothing. */
const DRAWN_ANEW = 'learner_facts';
/** What later migrations added, and what it says of the rows that were there. */
const ADDED: readonly (readonly [table: string, column: string, value: string])[] = [
  ['accounts', 'secret_set_by', 'null'], ['ledger_books', 'held', '0'], ['group_proposals', 'held', '0'], ['throttle_counters', 'held', '0'],
];

describe.each(ENGINES)('a database with records in it, brought up to date on %s', (engine) => {
  let old: TestDatabase;
  let upgraded: DataSource;
  let ran: string[];

  beforeAll(async () => {
    old = await openTestDatabase(engine, { fresh: true, until: LAST });
    await seed(old.dataSource, engine);
    await old.dataSource.destroy();
    upgraded = await openDatabase(old.settings, schemaUntil());
    ran = await migrate(upgraded);
  }, 120_000);
  afterAll(async () => {
    await upgraded.destroy();
    await old.close();
  });

  const rowsOf = async (table: string, columns: readonly string[]): Promise<string[]> => {
    const list = columns.map((column) => upgraded.driver.escape(column)).join(', ');
    const rows: Record<string, Cell>[] = await upgraded.query(`SELECT ${list} FROM ${upgraded.driver.escape(table)}`);
    return rows.map((row) => told(columns.map((column) => row[column] ?? null))).sort();
  };

  it('runs what came since, and that alone', () => {
    expect(ran.length).toBeGreaterThanOrEqual(7);
    expect(ran.map((name) => Number(name.slice(-4))).every((number) => number > LAST)).toBe(true);
  });

  it('keeps every row as it was', async () => {
    for (const [table, { columns, rows }] of Object.entries(SEEDED)) {
      expect([table, await rowsOf(table, columns)]).toEqual([table, table === DRAWN_ANEW ? [] : rows.map(told).sort()]);
    }
  });

  it.each(ADDED)('says of %s, in %s: %s', async (table, column, value) => {
    expect(await rowsOf(table, [column])).toEqual(SEEDED[table]?.rows.map(() => JSON.stringify([value])));
  });

  it('leaves the tables that a new installation has, with all that guards them', async () => {
    const drift = await upgraded.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    const empty = await openTestDatabase(engine);
    try {
      expect(await shapeOf(upgraded, engine)).toEqual(await shapeOf(empty.dataSource, engine));
    } finally {
      await empty.close();
    }
  }, 120_000);
});

/** As it came out of a driver: numbers as numbers or as text. */
function told(cells: readonly Cell[]): string {
  return JSON.stringify(cells.map(String));
}

async function seed(dataSource: DataSource, engine: Engine): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const quote = (name: string): string => dataSource.driver.escape(name);
  await runner.startTransaction();
  // What makes a table append-only made none of these at that time.
  const later: { name: string }[] = engine === 'mariadb' ? [] : await runner.query(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE '%_no_replace' OR name LIKE '%_no_displace')");
  for (const { name } of later) await runner.query(`DROP TRIGGER ${name}`);
  for (const [table, { columns, rows }] of Object.entries(SEEDED)) {
    const into = `INSERT INTO ${quote(table)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    for (const row of rows) await runner.query(into, row);
  }
  await runner.commitTransaction();
  await runner.release();
}

/** Tables, checks, indexes and triggers, as the engine tells them. */
async function shapeOf(dataSource: DataSource, engine: Engine): Promise<unknown[]> {
  if (engine === 'embedded') return dataSource.query("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");
  const from = (columns: string, table: string, schema: string, order: string): Promise<unknown[]> => (
    dataSource.query(`SELECT ${columns} FROM information_schema.${table} WHERE ${schema} = DATABASE() ORDER BY ${order}`));
  return Promise.all([
    from('table_name, column_name, column_type, is_nullable, column_default', 'columns', 'table_schema', 'table_name, column_name'),
    from('table_name, constraint_name, check_clause', 'check_constraints', 'constraint_schema', 'table_name, constraint_name'),
    from('table_name, index_name, seq_in_index, column_name, non_unique', 'statistics', 'table_schema', 'table_name, index_name, seq_in_index'),
    from('trigger_name, event_manipulation, action_statement', 'triggers', 'trigger_schema', 'trigger_name'),
  ]);
}
