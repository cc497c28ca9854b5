import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../kernel/usage-error.js';

/**
 * Makes a folder of Minka's own, for its user alone, and those above it that are missing. One by one: where the system has no folders to
 * give (under `/proc`), Node's own way of making several at once never ends.
 * @throws UsageError where there is a file of that name, or none can be made
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} is a file, and Minka needs a folder: choose another one, MINKA_DATA=… before the command.`);
    return;
  }
  makeFolder(dirname(resolve(folder)));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process made it meanwhile.
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    throw new UsageError(`Minka cannot make the folder ${folder}: choose another one, MINKA_DATA=… before the command.`);
  }
}
