import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MariadbServer {
  process: ChildProcess;
  folder: string;
  socket: string;
  /** Without a database: `mysql://user:password@host:port`. */
  url: string;
}

/** A MariaDB server of the tests' own, on a free port, gone when the tests end. Null where none is installed. */
export async function startMariadb(port: number): Promise<MariadbServer | null> {
  const server = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/sbin/mysqld'].find((path) => existsSync(path));
  if (!server) return null;
  const folder = mkdtempSync(join(tmpdir(), 'minka-mariadb-'));
  const socket = join(folder, 's.sock');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync('mariadb-install-db', [
    '--no-defaults', `--datadir=${folder}/data`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot,
  ], { stdio: 'ignore' });
  // Its own folder for temporary tables: a server clears the one in /tmp when it starts, those of others with it.
  const child = spawn(server, [
    '--no-defaults', ...asRoot, `--datadir=${folder}/data`, `--tmpdir=${folder}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1',
    '--skip-name-resolve', '--character-set-server=utf8mb4', '--innodb-flush-log-at-trx-commit=0', '--sync-binlog=0',
    '--innodb-buffer-pool-size=256M', '--max-connections=300', '--performance-schema=OFF', `--pid-file=${folder}/pid`,
  ], { stdio: 'ignore' });
  await untilReady(socket);
  execFileSync('mariadb', ['-uroot', '-S', socket, '-e',
    "CREATE USER minka@'127.0.0.1' IDENTIFIED BY 'minka'; GRANT ALL ON *.* TO minka@'127.0.0.1'"]);
  return { process: child, folder, socket, url: `mysql://minka:minka@127.0.0.1:${port}` };
}

async function untilReady(socket: string): Promise<void> {
  for (let tried = 0; tried < 200; tried += 1) {
    try {
      execFileSync('mariadb', ['-uroot', '-S', socket, '-e', 'SELECT 1'], { stdio: 'ignore' });
      return;
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
  }
  throw new Error('the private MariaDB server did not start');
}
