import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import type { DataSource, DataSourceOptions, MixedList } from 'typeorm';
import { isBig } from './columns.js';
import { DirectDataSource } from './direct-reads.js';
import { installEmbeddedEngine } from './embedded-engine.js';
import { makeFolder } from './make-folder.js';
import { HostRing, prepareSessions, readThroughPool } from './mysql-hosts.js';
import { PATIENCE, type Patience } from './mysql-patience.js';
import { ReadableNames } from './naming.js';
import { QueryCount } from './query-count.js';

/** Where the data lives: a MySQL address, or else a folder for the embedded file. */
export interface DatabaseSettings {
  /** `mysql://user:password@host:3306[,host2:3306…]/database` */
  url?: string | undefined;
  /** Folder of the embedded database's file. */
  folder: string;
  poolSize?: number;
  /** How long a MySQL server may take. */
  patience?: Patience;
}

type Classes = MixedList<new () => object>;

export interface Schema {
  entities: Classes;
  migrations: Classes;
}

/** Opens the database, embedded or MySQL, with the guarantees of the unit of work. Throws when it cannot be reached. */
export async function openDatabase(settings: DatabaseSettings, schema: Schema): Promise<DataSource> {
  const dataSource = await (settings.url ? openMysql(settings.url, settings, schema) : openEmbedded(settings.folder, schema));
  openedWith.set(dataSource, settings);
  return dataSource;
}

const openedWith = new WeakMap<DataSource, DatabaseSettings>();

/** How a database was opened: a thread, to which no connection can be handed over, opens it once more. @throws Error for one that `openDatabase` did not open */
export function settingsOf(dataSource: DataSource): DatabaseSettings {
  const settings = openedWith.get(dataSource);
  if (!settings) throw new Error('this database was not opened by openDatabase');
  return settings;
}

const COMMON = {
  namingStrategy: new ReadableNames(),
  synchronize: false,
  migrationsRun: false,
  migrationsTransactionMode: 'each',
  maxQueryExecutionTime: undefined,
} satisfies Partial<DataSourceOptions>;

async function openEmbedded(folder: string, schema: Schema): Promise<DataSource> {
  makeFolder(folder);
  const file = join(folder, 'minka.sqlite');
  const dataSource = new DirectDataSource({
    ...COMMON,
    ...schema,
    type: 'better-sqlite3',
    database: file,
    enableWAL: true,
    logger: new QueryCount(),
    logging: ['query'],
    // WAL alone leaves NORMAL, which loses acknowledged writes when the power goes.
    prepareDatabase: (connection: Sqlite.Database) => {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      connection.pragma('busy_timeout = 5000');
    },
  });
  await dataSource.initialize();
  installEmbeddedEngine(dataSource, () => {
    const reader = new Sqlite(file, { readonly: true });
    reader.pragma('query_only = ON');
    reader.pragma('mmap_size = 268435456');
    return reader;
  });
  return dataSource;
}

/** A connection's; all processes' connections share the server's 16,382. */
const PREPARED_KEPT = 50;

async function openMysql(url: string, { poolSize = 10, patience = PATIENCE }: DatabaseSettings, schema: Schema): Promise<DataSource> {
  const address = new URL(url.replace(/@([^/,]+)(,[^/]+)\//, '@$1/'));
  const ring = new HostRing(url);
  const dataSource = new DirectDataSource({
    ...COMMON,
    ...schema,
    migrationsTransactionMode: 'none',
    type: await serverKind(ring, address),
    host: address.hostname,
    port: Number(address.port || 3306),
    username: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    database: address.pathname.slice(1),
    poolSize,
    charset: 'utf8mb4_bin',
    supportBigNumbers: true,
    bigNumberStrings: false,
    logger: new QueryCount(),
    logging: ['query'],
    connectTimeout: patience.handshake,
    extra: { stream: () => ring.connect(), enableKeepAlive: true, maxIdle: poolSize, maxPreparedStatements: PREPARED_KEPT },
  });
  prepareSessions(dataSource, patience);
  await dataSource.initialize();
  nameBigColumns(dataSource);
  readThroughPool(dataSource);
  return dataSource;
}

/** SQLite has one text for all lengths, MySQL several. */
function nameBigColumns({ entityMetadatas }: DataSource): void {
  for (const { target, columns } of entityMetadatas) for (const column of columns) if (isBig(target, column.propertyName)) column.type = 'mediumtext';
}

/** MySQL and MariaDB describe their columns differently; TypeORM wants to be told which it is. */
async function serverKind(ring: HostRing, address: URL): Promise<'mysql' | 'mariadb'> {
  // Loaded here: the embedded engine's start would wait for it.
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({
    user: decodeURIComponent(address.username), password: decodeURIComponent(address.password), stream: () => ring.connect(),
  });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version');
    return /mariadb/i.test(String((rows as { version: string }[])[0]?.version)) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}
