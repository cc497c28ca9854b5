import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { openDatabase, type DatabaseSettings, type Schema } from '../../src/shared/database/data-source.js';
import { migrate, type Steps } from '../../src/shared/database/migrate.js';

export type Engine = 'embedded' | 'mariadb';

/** The engines that tests can use here: MariaDB when the global set-up started a private server. */
export const ENGINES: readonly Engine[] = process.env.MINKA_TEST_MARIADB ? ['embedded', 'mariadb'] : ['embedded'];

/** `describe` for what only a server does: left out where none is installed, which CI does not allow. */
export const withMariadb: typeof describe | typeof describe.skip = ENGINES.includes('mariadb') ? describe : describe.skip;

export interface TestDatabase {
  dataSource: DataSource;
  settings: DatabaseSettings;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  fresh?: boolean;
  /** The number of the last migration that runs on a fresh one; all of them unless told. */
  until?: number;
  /** Instead of what is usual. */
  settings?: Partial<DatabaseSettings>;
  /** Hears how far the tables are. */
  say?: (steps: Steps) => void;
}

/** All of it, or as it was when this migration was the last one. */
export function schemaUntil(last = Infinity): Schema {
  return { entities, migrations: migrations.filter(({ name }) => Number(name.slice(-4)) <= last) };
}

/** A migrated, empty database for one test file. `fresh`: made from nothing, for tests of the migrations themselves. */
export async function openTestDatabase(engine: Engine, { fresh = false, until, settings = {}, say }: DatabaseOptions = {}): Promise<TestDatabase> {
  const place = engine === 'embedded' ? await embeddedPlace(fresh) : mariadbPlace(fresh);
  const dataSource = await openDatabase({ ...place.settings, ...settings }, schemaUntil(until));
  await migrate(dataSource, say);
  if (engine === 'mariadb' && !fresh) await empty(dataSource);
  const close = async (): Promise<void> => {
    // An application that ends has let go of it already.
    if (dataSource.isInitialized) await dataSource.destroy();
    place.remove();
  };
  return { dataSource, settings: place.settings, close };
}

interface Place {
  settings: DatabaseSettings;
  remove: () => void;
}

async function embeddedPlace(fresh: boolean): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-test-'));
  if (!fresh) copyFileSync(await migratedFile(), join(folder, 'minka.sqlite'));
  return { settings: { folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Migrating takes longer than most tests: each run does it once and copies the file. */
async function migratedFile(): Promise<string> {
  const template = join(process.env.MINKA_TEST_TEMPLATES as string, `${process.env.JEST_WORKER_ID ?? '0'}.sqlite`);
  if (existsSync(template)) return template;
  const folder = mkdtempSync(join(tmpdir(), 'minka-test-'));
  const dataSource = await openDatabase({ folder }, schemaUntil());
  await migrate(dataSource);
  await dataSource.destroy();
  renameSync(join(folder, 'minka.sqlite'), template);
  rmSync(folder, { recursive: true, force: true });
  return template;
}

let opened = 0;

/** Each worker keeps its databases from file to file and empties them, since DDL is slow on MariaDB. */
function mariadbPlace(fresh: boolean): Place {
  const socket = process.env.MINKA_TEST_MARIADB_SOCKET as string;
  const name = `worker_${process.env.JEST_WORKER_ID ?? '0'}_${fresh ? 'fresh' : opened}`;
  const sql = (statement: string): void => {
    execFileSync('mariadb', ['-uroot', '-S', socket, '-e', statement]);
  };
  if (fresh) sql(`DROP DATABASE IF EXISTS ${name}`);
  sql(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  opened += 1;
  return {
    settings: { url: `${process.env.MINKA_TEST_MARIADB}/${name}`, folder: tmpdir(), poolSize: 8 },
    remove: () => {
      opened -= 1;
    },
  };
}

async function empty(dataSource: DataSource): Promise<void> {
  const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const filled: { name: string }[] = await dataSource.query(
    tables.map((table) => `(SELECT '${table}' AS name FROM ${table} LIMIT 1)`).join(' UNION ALL '));
  const runner = dataSource.createQueryRunner();
  await runner.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const { name } of filled) {
    if (name === 'leases') continue;
    // A table that is made anew takes ten times as long; what only grows refuses to be emptied otherwise.
    await runner.query(`DELETE FROM ${name}`).catch(() => runner.query(`TRUNCATE TABLE ${name}`));
  }
  await runner.query('SET FOREIGN_KEY_CHECKS = 1');
  await runner.release();
}
