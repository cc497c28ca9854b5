import type { DataSource } from 'typeorm';
import type { Pool, PoolConnection } from './mysql-hosts.js';

/** How long the database may take, in milliseconds. */
export interface Patience {
  /** One statement; what waits for another's row is told so by the server before. */
  statement: number;
  /** A free connection of the pool. */
  connection: number;
  /** The handshake of a new connection. */
  handshake: number;
}

const A_DAY = 86_400_000;

export const PATIENCE: Patience = { statement: 8_000, connection: 5_000, handshake: 3_000 };

/** The server has the statement and does not answer: it may be frozen, or its machine gone without a word. */
export class DatabaseSilent extends Error {
  readonly code = 'DATABASE_SILENT';

  constructor() {
    super('the database did not answer in time');
    this.name = 'DatabaseSilent';
  }
}

/** All connections are in use, for longer than anybody should wait. */
export class NoConnectionFree extends Error {
  readonly code = 'NO_CONNECTION_FREE';

  constructor() {
    super('no connection to the database came free in time');
    this.name = 'NoConnectionFree';
  }
}

const patienceOf = new WeakMap<DataSource, Patience>();

/** Keeps a data source's patience where `withoutLimit` finds it. @returns a copy of its own */
export function ownPatience(dataSource: DataSource, patience: Patience): Patience {
  const own = { ...patience };
  patienceOf.set(dataSource, own);
  return own;
}

/** Runs schema work or a proof, whose statements take as long as the tables are large. */
export async function withoutLimit<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const own = patienceOf.get(dataSource);
  if (!own) return work();
  const { statement } = own;
  own.statement = A_DAY;
  try {
    return await work();
  } finally {
    own.statement = statement;
  }
}

type Done = (error: Error | null, ...rest: unknown[]) => void;

/**
 * Gives every statement of a connection a time to be answered in. One that is not is an error, and its connection is
 * closed for good: what comes over it later would be taken for the answer to something else.
 */
export function limitStatements(connection: PoolConnection, patience: Patience, giveUp: (connection: PoolConnection) => void): void {
  for (const way of ['query', 'execute'] as const) connection[way] = limited(connection, way, patience, giveUp);
}

function limited(connection: PoolConnection, way: 'query' | 'execute', patience: Patience, giveUp: (connection: PoolConnection) => void): PoolConnection['query'] {
  const send = connection[way].bind(connection) as (...words: unknown[]) => unknown;
  return (...words: unknown[]) => {
    const done = words.pop() as Done;
    if (typeof done !== 'function') return send(...words, done);
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      giveUp(connection);
      done(new DatabaseSilent());
    }, patience.statement);
    return send(...words, (error: Error | null, ...rest: unknown[]) => {
      clearTimeout(timer);
      if (!over) done(error, ...rest);
    });
  };
}

/** Lets nobody wait for a free connection for ever; one that comes too late goes back. */
export function limitWaiting(pool: Pool, patience: Patience): void {
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (done) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      done(new NoConnectionFree());
    }, patience.connection);
    getConnection((error, connection) => {
      clearTimeout(timer);
      if (!over) done(error, connection);
      else connection?.release();
    });
  };
}
