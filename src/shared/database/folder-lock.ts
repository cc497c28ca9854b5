import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process has the folder's database open. */
export class FolderInUse extends Error {
  constructor(folder: string, process: number) {
    super(`process ${process} has the database in ${folder} open; one file takes one process (use MariaDB for several)`);
    this.name = 'FolderInUse';
  }
}

/**
 * Keeps a second process away from an embedded database. What a killed process left behind does not count.
 * @throws FolderInUse
 */
export function holdFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'minka.pid');
  const holder = Number(readIfThere(file));
  if (holder && holder !== process.pid && isRunning(holder)) throw new FolderInUse(folder, holder);
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  process.once('exit', () => {
    if (readIfThere(file) === String(process.pid)) rmSync(file, { force: true });
  });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** After a restart of the machine the number may belong to something else: it must look like Node. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const command = readIfThere(`/proc/${pid}/cmdline`);
  return command === '' || command.includes('node');
}
