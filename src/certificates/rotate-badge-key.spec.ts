import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { run } from './rotate-badge-key.command.js';

it('changes the key of an installation, again and again, and keeps the former ones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-keys-'));
  const environment = { MINKA_DATA: folder };
  const said = [await run([], environment), await run([], environment)];
  expect(said[0]).toMatch(/^Badges are signed with key [0-9a-f-]{36} from now on/);
  const database = new Sqlite(join(folder, 'minka.sqlite'), { readonly: true });
  const keys = database.prepare('SELECT id, retired_at AS retired FROM badge_keys ORDER BY created_at, id').all() as { id: string; retired: number | null }[];
  database.close();
  rmSync(folder, { recursive: true });
  expect(keys.map(({ retired }) => retired === null)).toEqual([false, true]);
  expect(said[1]).toContain(keys[1]?.id);
});

it('says where the key is changed while Minka has the embedded database open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-keys-'));
  // The lock is the operating system's: another connection is like another process.
  const lock = new Sqlite(join(folder, 'minka.lock'));
  lock.exec('BEGIN EXCLUSIVE');
  await expect(run([], { MINKA_DATA: folder })).rejects.toThrow('/badge-keys');
  lock.close();
  rmSync(folder, { recursive: true });
});
