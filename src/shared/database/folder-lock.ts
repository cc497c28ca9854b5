import Sqlite from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

/** Another process has the folder's database open. */
export class FolderInUse extends Error {
  constructor(folder: string, process: string) {
    super(`another process (${process || 'unknown'}) has the database in ${folder} open; one file takes one process (use MariaDB for several)`);
    this.name = 'FolderInUse';
  }
}

const held = new Map<string, Sqlite.Database>();

/**
 * Keeps a second process away from an embedded database, for as long as this one lives. The lock is the operating
 * system's, taken on a file of its own by way of SQLite: it ends with the process, however that ends, while a number
 * written down may be another process's after a power cut. The number is kept beside it for whoever reads the message.
 * @throws FolderInUse
 */
export function holdFolder(folder: string): void {
  if (held.has(folder)) return;
  makeFolder(folder);
  const note = join(folder, 'minka.pid');
  const lock = new Sqlite(join(folder, 'minka.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new FolderInUse(folder, readIfThere(note));
  }
  held.set(folder, lock);
  writeFileSync(note, String(process.pid), { mode: 0o600 });
  process.once('exit', () => {
    if (readIfThere(note) === String(process.pid)) rmSync(note, { force: true });
  });
}

/** Lets another take the folder: after its database was closed, before it is moved. */
export function releaseFolder(folder: string): void {
  held.get(folder)?.close();
  held.delete(folder);
  for (const name of ['minka.pid', 'minka.lock']) rmSync(join(folder, name), { force: true });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
