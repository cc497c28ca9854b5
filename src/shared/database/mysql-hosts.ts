import { connect, type Socket } from 'node:net';
import type { DataSource } from 'typeorm';
import type { DirectDataSource } from './direct-reads.js';
import { limitStatements, limitWaiting, ownPatience, type Patience } from './mysql-patience.js';

interface Host {
  name: string;
  port: number;
  /** Instant until which the host is passed over after a failure. */
  restsUntil: number;
}

const REST = 5_000;

/** The hosts of a cluster, tried in turn: a new connection goes to the next one that has not just failed. */
export class HostRing {
  private readonly hosts: Host[];
  private next = 0;

  /** @param url an address whose host part may list several hosts, separated by commas */
  constructor(url: string) {
    const list = /@([^/]+)\//.exec(url)?.[1] ?? '127.0.0.1:3306';
    this.hosts = list.split(',').map((entry) => {
      const [name = '127.0.0.1', port = '3306'] = entry.split(':');
      return { name, port: Number(port), restsUntil: 0 };
    });
  }

  connect(): Socket {
    const host = this.choose(Date.now());
    const socket = connect({ host: host.name, port: host.port, noDelay: true });
    const fail = (): void => {
      host.restsUntil = Date.now() + REST;
    };
    socket.once('error', fail);
    return Object.assign(socket, { passOverHost: fail, host });
  }

  private choose(now: number): Host {
    for (let tried = 0; tried < this.hosts.length; tried += 1) {
      const host = this.hosts[(this.next + tried) % this.hosts.length] as Host;
      if (host.restsUntil <= now) {
        this.next = (this.next + tried) % this.hosts.length;
        return host;
      }
    }
    this.next = (this.next + 1) % this.hosts.length;
    return this.hosts[this.next] as Host;
  }
}

type Answer = (error: (Error & { errno?: number }) | null, rows: unknown[]) => void;

export interface PoolConnection {
  query: (...words: unknown[]) => unknown;
  /** As `query`; the statement stays prepared on this connection. */
  execute: (...words: unknown[]) => unknown;
  release: () => void;
  destroy: () => void;
  stream?: { passOverHost?: () => void; host?: unknown; destroy?: () => void };
}

export interface Pool {
  on: (event: 'connection' | 'acquire' | 'release', listener: (connection: PoolConnection) => void) => void;
  getConnection: (done: (error: Error | null, connection?: PoolConnection) => void) => void;
  end: (done: () => void) => void;
}

const UNKNOWN_VARIABLE = 1193;

/**
 * For each new connection: nobody waits for its answers for ever; it waits for what other nodes have committed (a plain
 * server does not know the setting); and a wait for somebody else's row ends before it would count as silence.
 */
export function prepareSessions(dataSource: DataSource, given: Patience): void {
  const patience = ownPatience(dataSource, given);
  const driver = dataSource.driver as unknown as { createPool: (options: unknown) => Promise<Pool>; mysql: { createPool: (options: unknown) => Pool } };
  // In place of the driver's own, which opens a first connection before anybody can listen for it.
  driver.createPool = async (options) => {
    const pool = driver.mysql.createPool(options);
    prepareConnections(pool, given, patience);
    await tryConnection(pool);
    return pool;
  };
}

function prepareConnections(pool: Pool, given: Patience, patience: Patience): void {
  const idle = new Set<PoolConnection>();
  limitWaiting(pool, patience);
  pool.on('acquire', (connection) => idle.delete(connection));
  pool.on('release', (connection) => idle.add(connection));
  pool.on('connection', (connection) => {
    limitStatements(connection, patience, (silent) => {
      abandonConnection(silent);
      abandonIdle(idle, silent.stream?.host);
    });
    const check: Answer = (error) => {
      if (error && error.errno !== UNKNOWN_VARIABLE) connection.destroy();
    };
    connection.query('SET SESSION wsrep_sync_wait = 1', check);
    connection.query(`SET SESSION innodb_lock_wait_timeout = ${Math.max(1, Math.floor(given.statement / 2_000))}`, check);
  });
}

/** A wrong address or password is told at the start. */
function tryConnection(pool: Pool): Promise<void> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (!connection) return pool.end(() => reject(error as Error));
      connection.release();
      resolve();
    });
  });
}

/** Lets reads outside a unit of work take any free connection. */
export function readThroughPool(dataSource: DirectDataSource): void {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  dataSource.readThrough((sql, parameters, often) => new Promise((resolve, reject) => {
    pool.getConnection((failure, connection) => {
      if (!connection) return reject(failure as Error);
      const answer: Answer = (error, rows) => {
        connection.release();
        if (error) reject(error);
        else resolve(rows);
      };
      // A prepared statement takes no `undefined`.
      if (often) connection.execute(sql, parameters.map((value) => value ?? null), answer);
      else connection.query(sql, parameters, answer);
    });
  }));
}

/** Closes a connection for good and passes its host over for a while: after the host said that it cannot serve, or nothing. */
export function abandonConnection(connection: unknown): void {
  const broken = connection as PoolConnection | undefined;
  broken?.stream?.passOverHost?.();
  broken?.destroy?.();
  // A goodbye would wait for the other side.
  broken?.stream?.destroy?.();
}

/** What waits for work on a host that has fallen silent would only fall silent too. */
function abandonIdle(idle: Set<PoolConnection>, host: unknown): void {
  for (const connection of [...idle].filter(({ stream }) => stream?.host === host)) {
    idle.delete(connection);
    abandonConnection(connection);
  }
}
