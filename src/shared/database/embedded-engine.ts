import type BetterSqlite3 from 'better-sqlite3';
import { createRequire } from 'node:module';
import type { DataSource, QueryRunner } from 'typeorm';
import type { DirectDataSource } from './direct-reads.js';

// TypeORM publishes the runner for its own use only, so it is taken from its file.
const require = createRequire(import.meta.url);
const { BetterSqlite3QueryRunner } = require('typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner') as {
  BetterSqlite3QueryRunner: new (driver: unknown) => BaseRunner;
};

interface BaseRunner extends QueryRunner {
  transactionDepth: number;
}

type Connection = BetterSqlite3.Database;

interface EmbeddedDriver {
  databaseConnection: Connection;
  createQueryRunner: (mode?: string) => QueryRunner;
  disconnect: () => Promise<void>;
}

/** A write was tried outside a unit of work: a fault of the program, found at once instead of as a lost write later. */
export class WriteOutsideUnitOfWork extends Error {
  constructor() {
    super('writes go through UnitOfWork.run only');
    this.name = 'WriteOutsideUnitOfWork';
  }
}

/** Hands the one writer to one caller at a time, first come first served. */
export class WriterLock {
  private tail: Promise<void> = Promise.resolve();

  /** @returns a function that gives the lock back; calling it twice is harmless */
  async acquire(): Promise<() => void> {
    const before = this.tail;
    let release: () => void = () => undefined;
    this.tail = new Promise<void>((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}

const STATEMENTS_KEPT = 500;

/** A connection with its prepared statements, kept across callers. */
class PreparedConnection {
  private readonly statements = new Map<string, BetterSqlite3.Statement>();

  constructor(readonly connection: Connection) {}

  prepare(sql: string): BetterSqlite3.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.connection.prepare(sql);
    if (this.statements.size >= STATEMENTS_KEPT) this.statements.clear();
    this.statements.set(sql, statement);
    return statement;
  }
}

/** Two connections to one file, and who may use which. */
class EmbeddedEngine {
  readonly lock = new WriterLock();
  readonly writer: PreparedConnection;
  readonly reader: PreparedConnection;
  /** While migrations run, every statement goes to the writer. */
  maintenance = false;

  constructor(writer: Connection, reader: Connection) {
    this.writer = new PreparedConnection(writer);
    this.reader = new PreparedConnection(reader);
  }

  /** Reads what is committed. @returns null for a statement that is no read */
  read(sql: string, parameters: readonly unknown[]): unknown[] | null {
    if (this.maintenance) return null;
    const statement = this.reader.prepare(sql);
    return statement.reader && statement.readonly ? statement.all(...parameters.map(bindable)) : null;
  }
}

/** SQLite knows no booleans. */
function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/**
 * A query runner of its own for each caller: reads see what is committed, through a query-only connection;
 * a transaction holds the one writer from BEGIN IMMEDIATE to its end. TypeORM hands all callers one runner,
 * so that one request's rollback erased another's acknowledged write.
 */
class EmbeddedQueryRunner extends BetterSqlite3QueryRunner {
  private giveBack: (() => void) | undefined;

  constructor(driver: unknown, private readonly engine: EmbeddedEngine) {
    super(driver);
  }

  override connect(): Promise<Connection> {
    return Promise.resolve(this.current().connection);
  }

  /** Called by TypeORM for each statement. */
  async getStmt(sql: string): Promise<BetterSqlite3.Statement> {
    const statement = this.current().prepare(sql);
    if (!statement.readonly && this.current() === this.engine.reader) throw new WriteOutsideUnitOfWork();
    return statement;
  }

  override async startTransaction(): Promise<void> {
    if (this.transactionDepth > 0) return super.startTransaction();
    if (!this.engine.maintenance) this.giveBack = await this.engine.lock.acquire();
    try {
      this.engine.writer.connection.exec('BEGIN IMMEDIATE');
      this.setTransaction(1);
    } catch (error) {
      this.freeWriter();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    if (this.transactionDepth > 1) return super.commitTransaction();
    this.engine.writer.connection.exec('COMMIT');
    this.endTransaction();
  }

  override async rollbackTransaction(): Promise<void> {
    if (this.transactionDepth > 1) return super.rollbackTransaction();
    if (this.engine.writer.connection.inTransaction) this.engine.writer.connection.exec('ROLLBACK');
    this.endTransaction();
  }

  override async release(): Promise<void> {
    if (this.giveBack) await this.rollbackTransaction();
    await super.release();
  }

  private current(): PreparedConnection {
    return this.giveBack || this.engine.maintenance ? this.engine.writer : this.engine.reader;
  }

  private endTransaction(): void {
    this.setTransaction(0);
    this.freeWriter();
  }

  private setTransaction(depth: 0 | 1): void {
    (this as { isTransactionActive: boolean }).isTransactionActive = depth === 1;
    this.transactionDepth = depth;
  }

  private freeWriter(): void {
    this.giveBack?.();
    this.giveBack = undefined;
  }
}

const engines = new WeakMap<DataSource, EmbeddedEngine>();

/** Gives an initialised better-sqlite3 data source a runner for each caller. */
export function installEmbeddedEngine(dataSource: DirectDataSource, openReader: () => Connection): void {
  const driver = dataSource.driver as unknown as EmbeddedDriver;
  const reader = openReader();
  const engine = new EmbeddedEngine(driver.databaseConnection, reader);
  engines.set(dataSource, engine);
  driver.createQueryRunner = () => new EmbeddedQueryRunner(driver, engine);
  dataSource.readThrough((sql, parameters) => engine.read(sql, parameters));
  const disconnect = driver.disconnect.bind(driver);
  driver.disconnect = async () => {
    reader.close();
    await disconnect();
  };
}

/** Runs schema work, for which TypeORM writes outside transactions; nothing else may run meanwhile. */
export async function inMaintenance<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const engine = engines.get(dataSource);
  if (!engine) return work();
  const giveBack = await engine.lock.acquire();
  engine.maintenance = true;
  try {
    return await work();
  } finally {
    engine.maintenance = false;
    giveBack();
  }
}
