import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../shared/database/make-folder.js';
import { ConfigError, type Config } from './config.js';

/**
 * The installation's secret: the one given, else the one kept in the data folder, made at the first start and readable
 * by its owner only. Losing it signs everybody out and keeps administrators out until their second step is removed
 * by one who can still come in, or by `remove-second-step`.
 * @throws ConfigError where several processes may serve one database, and each would make one of its own
 */
export function installationSecret({ secret, databaseUrl, dataFolder }: Pick<Config, 'secret' | 'databaseUrl' | 'dataFolder'>): string {
  if (secret) return secret;
  if (databaseUrl) throw new ConfigError('MINKA_SECRET must be set (32 characters or more, the same for all processes) when DATABASE_URL is');
  const file = join(dataFolder, 'secret');
  makeFolder(dataFolder);
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
