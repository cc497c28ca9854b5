import type { DataSource } from 'typeorm';
import { databaseNow } from './database-time.js';
import { inMaintenance } from './embedded-engine.js';
import { withoutLimit } from './mysql-patience.js';
import { newId } from '../kernel/ids.js';

const LEASE = 'migration';
const LEASE_TIME = 120_000;
const RENEW_EVERY = LEASE_TIME / 4;
const PATIENCE = 180_000;
/** Made outside the migrations, since it is held while they run. */
const LEASES = 'CREATE TABLE IF NOT EXISTS leases (name varchar(60) NOT NULL, holder varchar(36), held_until bigint NOT NULL,'
  + ' CONSTRAINT pk_leases PRIMARY KEY (name))';

/** How far the schema is: the migrations that stand, and how many there are. */
export interface Steps {
  done: number;
  of: number;
}

/** Milliseconds between two words about it: the first start on a server takes half a minute, on a file a second. */
const SILENCE = 2_000;

/**
 * Brings the schema up to date. Of several processes that start at once, one migrates under a leased row and the
 * others wait for it. @param say hears how far it is, every two seconds
 * @returns names of the migrations that ran here
 */
export async function migrate(dataSource: DataSource, say: (steps: Steps) => void = () => undefined): Promise<string[]> {
  if (dataSource.options.type === 'better-sqlite3') {
    return inMaintenance(dataSource, async () => {
      await dataSource.query(LEASES);
      return run(dataSource, say);
    });
  }
  await dataSource.query(`${LEASES} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  await dataSource.query('INSERT IGNORE INTO leases (name, holder, held_until) VALUES (?, NULL, 0)', [LEASE]);
  const holder = newId();
  await holdLease(dataSource, holder);
  try {
    return await renewing(dataSource, holder, () => withoutLimit(dataSource, () => run(dataSource, say)));
  } finally {
    await dataSource.query('UPDATE leases SET holder = NULL, held_until = 0 WHERE name = ? AND holder = ?', [LEASE, holder]);
  }
}

/** Keeps the lease while the work lasts: on a big database one migration takes longer than that. */
export async function renewing<T>(dataSource: DataSource, holder: string, work: () => Promise<T>, every = RENEW_EVERY): Promise<T> {
  const renew = (): Promise<unknown> => dataSource.query(`UPDATE leases SET ${leased(dataSource)} WHERE name = ? AND holder = ?`, [LEASE, holder]);
  // What fails once is tried again, long before the lease runs out.
  const timer = setInterval(() => void renew().catch(() => undefined), every);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function run(dataSource: DataSource, say: (steps: Steps) => void): Promise<string[]> {
  sayBetween(dataSource, say);
  const done = await dataSource.runMigrations();
  return done.map(({ name }) => name);
}

/** TypeORM tells nobody how far it is, so each migration does. */
function sayBetween({ migrations }: DataSource, say: (steps: Steps) => void): void {
  let saidAt = 0;
  for (const [done, migration] of migrations.entries()) {
    const up = migration.up.bind(migration);
    migration.up = async (runner) => {
      if (Date.now() - saidAt >= SILENCE) {
        saidAt = Date.now();
        say({ done, of: migrations.length });
      }
      await up(runner);
    };
  }
}

async function holdLease(dataSource: DataSource, holder: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE;
  while (!await takeLease(dataSource, holder)) {
    if (Date.now() > giveUpAt) throw new Error('another process has been migrating this database for too long');
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
}

/** One try. The database's clock tells whether the lease has run out. @returns false while another process holds it */
export async function takeLease(dataSource: DataSource, holder: string): Promise<boolean> {
  const result: { affectedRows: number } = await dataSource.query(
    `UPDATE leases SET holder = ?, ${leased(dataSource)} WHERE name = ? AND held_until < ${databaseNow(dataSource)}`, [holder, LEASE]);
  return result.affectedRows > 0;
}

function leased(dataSource: DataSource): string {
  return `held_until = ${databaseNow(dataSource)} + ${LEASE_TIME}`;
}
