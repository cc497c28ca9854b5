import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM } from './chromium.ts';
import { FAKETIME } from './faketime.ts';
import { startMariadb } from './mariadb-server.ts';
import { READS_CODES } from './qr.ts';

/** Starts the private MariaDB for the whole run, or says in one line that its tests are left out. */
export default async function globalSetup(): Promise<void> {
  process.env.MINKA_TEST_TEMPLATES = mkdtempSync(join(tmpdir(), 'minka-templates-'));
  if (!CHROMIUM) leaveOut('Chromium', 'the tests in a browser are left out');
  if (!READS_CODES) leaveOut('poppler-utils or zbar-tools', 'no printed code is read as a camera reads it');
  if (!FAKETIME) leaveOut('faketime', 'the test over the change of the year is left out');
  const server = await startMariadb(await freePort());
  if (!server) {
    leaveOut('MariaDB', 'its half of the tests is left out');
    return;
  }
  process.env.MINKA_TEST_MARIADB = server.url;
  process.env.MINKA_TEST_MARIADB_SOCKET = server.socket;
  (globalThis as { minkaMariadb?: typeof server }).minkaMariadb = server;
}

function leaveOut(what: string, which: string): void {
  if (process.env.MINKA_TEST_DEMAND_ALL) throw new Error(`${what} is demanded (MINKA_TEST_DEMAND_ALL) and not installed`);
  process.stdout.write(`\n${what} is not installed here: ${which}.\n`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
