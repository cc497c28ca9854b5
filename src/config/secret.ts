import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../shared/database/make-folder.js';

/**
 * The installation's secret: the one given, else the one kept in the data folder, made at the first start and readable
 * by its owner only. Losing it signs everybody out and keeps administrators out until their second step is removed
 * by one who can still come in, or by `remove-second-step`.
 */
export function installationSecret(given: string | undefined, folder: string): string {
  if (given) return given;
  const file = join(folder, 'secret');
  makeFolder(folder);
  if (!existsSync(file)) writeOnce(file, randomBytes(48).toString('base64url'));
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

/** Of two processes that start at once, the first one's secret stays. */
function writeOnce(file: string, secret: string): void {
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Injects the installation's secret. */
export const INSTALLATION_SECRET = Symbol('installation secret');
