import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { openDatabase, type DatabaseSettings } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { newId } from '../../src/shared/kernel/ids.js';

export type Engine = 'embedded' | 'mariadb';

/** The engines that tests can use here: MariaDB when the global set-up started a private server. */
export const ENGINES: readonly Engine[] = process.env.MINKA_TEST_MARIADB ? ['embedded', 'mariadb'] : ['embedded'];

export interface TestDatabase {
  dataSource: DataSource;
  settings: DatabaseSettings;
  close: () => Promise<void>;
}

/** A migrated, empty database of its own for one test file. */
export async function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  const place = engine === 'embedded' ? embeddedPlace() : mariadbPlace();
  const dataSource = await openDatabase(place.settings, { entities, migrations });
  await migrate(dataSource);
  const close = async (): Promise<void> => {
    await dataSource.destroy();
    place.remove();
  };
  return { dataSource, settings: place.settings, close };
}

interface Place {
  settings: DatabaseSettings;
  remove: () => void;
}

function embeddedPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'minka-test-'));
  return { settings: { folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function mariadbPlace(): Place {
  const socket = process.env.MINKA_TEST_MARIADB_SOCKET as string;
  const name = `t_${newId().replace(/-/g, '').slice(12)}`;
  const sql = (statement: string): void => {
    execFileSync('mariadb', ['-uroot', '-S', socket, '-e', statement]);
  };
  sql(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  return {
    settings: { url: `${process.env.MINKA_TEST_MARIADB}/${name}`, folder: tmpdir(), poolSize: 8 },
    remove: () => sql(`DROP DATABASE ${name}`),
  };
}
