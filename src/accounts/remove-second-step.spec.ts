import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { readConfig } from '../config/config.js';
import { openConfigured } from '../serve.js';
import { run } from './remove-second-step.command.js';

it('removes the second step of the account that is named, tells the trail, and says what name is nobody\'s', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-second-step-'));
  const environment = { MINKA_DATA: folder };
  await (await openConfigured(readConfig(environment))).destroy();
  const database = new Sqlite(join(folder, 'minka.sqlite'));
  database.prepare(`INSERT INTO accounts (id, kind, display_name, login_name, totp_secret, totp_confirmed_at, credentials_version, created_at, version)
    VALUES ('a', 'staff', 'Julia Mamani', 'jmamani', 'sealed', 1, 1, 1, 1)`).run();
  await expect(run(['nadie'], environment)).rejects.toThrow('nobody signs in with the name nadie');
  await expect(run([], environment)).rejects.toThrow('remove-second-step NAME');
  expect(await run(['JMamani'], environment)).toContain('jmamani registers her phone anew');
  expect(database.prepare('SELECT totp_secret AS secret, totp_confirmed_at AS since, credentials_version AS version FROM accounts').get()).toEqual({ secret: null, since: null, version: 2 });
  expect(database.prepare('SELECT COUNT(*) AS n FROM audit_entries WHERE entity_id = ?').get('a')).toEqual({ n: 1 });
  database.close();
  rmSync(folder, { recursive: true });
});
