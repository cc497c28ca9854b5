import { connect, type Socket } from 'node:net';
import type { DataSource } from 'typeorm';
import type { DirectDataSource } from './direct-reads.js';

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
    return Object.assign(socket, { passOverHost: fail });
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

interface PoolConnection {
  query: (sql: string, done: (error: { errno?: number } | null) => void) => void;
  destroy: () => void;
  stream?: { passOverHost?: () => void };
}

interface Pool {
  on: (event: 'connection', listener: (connection: PoolConnection) => void) => void;
  query: (sql: string, parameters: readonly unknown[], done: (error: Error | null, rows: unknown[]) => void) => void;
}

const UNKNOWN_VARIABLE = 1193;

/** Makes each new connection wait for what other nodes have committed; a plain server does not know the setting. */
export function prepareSessions(dataSource: DataSource): void {
  const driver = dataSource.driver as unknown as { createPool: (...options: unknown[]) => Promise<Pool> };
  const createPool = driver.createPool.bind(driver);
  driver.createPool = async (...options) => {
    const pool = await createPool(...options);
    pool.on('connection', (connection) => {
      connection.query('SET SESSION wsrep_sync_wait = 1', (error) => {
        if (error && error.errno !== UNKNOWN_VARIABLE) connection.destroy();
      });
    });
    return pool;
  };
}

/** Lets reads outside a unit of work take any free connection. */
export function readThroughPool(dataSource: DirectDataSource): void {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  dataSource.readThrough((sql, parameters) => new Promise((resolve, reject) => {
    pool.query(sql, parameters, (error, rows) => (error ? reject(error) : resolve(rows)));
  }));
}

/** Closes a connection for good and passes its host over for a while: after the host said that it cannot serve. */
export function abandonConnection(connection: unknown): void {
  const broken = connection as PoolConnection | undefined;
  broken?.stream?.passOverHost?.();
  broken?.destroy?.();
}
