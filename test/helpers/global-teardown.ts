import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Ends the private MariaDB and removes its files. */
export default async function globalTeardown(): Promise<void> {
  rmSync(process.env.MINKA_TEST_TEMPLATES as string, { recursive: true, force: true });
  const server = (globalThis as { minkaMariadb?: { process: ChildProcess; folder: string } }).minkaMariadb;
  if (!server) return;
  const ended = new Promise((resolve) => {
    server.process.once('exit', resolve);
  });
  server.process.kill('SIGKILL');
  await ended;
  rmSync(server.folder, { recursive: true, force: true });
}
