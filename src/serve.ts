import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { entities } from './app.entities.js';
import { createApp } from './app.setup.js';
import { warmUp } from './app.warmth.js';
import type { Config } from './config/config.js';
import { noteKeysOf } from './config/note-keys.js';
import { installationSecret } from './config/secret.js';
import { loadCourses } from './courses/load-courses.js';
import { closeWithin, orClosed } from './ending.js';
import { openDatabase } from './shared/database/data-source.js';
import { FolderInUse, holdFolder } from './shared/database/folder-lock.js';
import { migrate, type Steps } from './shared/database/migrate.js';
import { UnitOfWork } from './shared/database/unit-of-work.js';
import { SystemClock } from './shared/kernel/clock.js';
import { UsageError } from './shared/kernel/usage-error.js';
import type { Channel } from './shared/outbox/channels.js';
import { SmsGateway } from './shared/outbox/sms-gateway.js';
import { describeFault, log } from './shared/web/log.js';

/**
 * Opens the database that the settings name, and brings it up to date: its tables, and the courses' content.
 * @param say hears how far the tables are, where there is something to do
 */
export async function openConfigured(config: Config, say?: (steps: Steps) => void): Promise<DataSource> {
  const settings = { url: config.databaseUrl, folder: config.dataFolder, poolSize: config.poolSize };
  if (!config.databaseUrl) holdFolder(config.dataFolder);
  const dataSource = await openDatabase(settings, { entities, migrations });
  return orClosed(dataSource, async () => {
    await migrate(dataSource, say);
    await loadCourses(new UnitOfWork(dataSource, new SystemClock()));
  });
}

/**
 * The same for a command beside a Minka that may be running.
 * @param instead what to do where another process has the embedded database open
 * @throws UsageError there, since one file takes one process
 */
export async function openForCommand(config: Config, instead = 'stop Minka, and start it again after this'): Promise<DataSource> {
  return openConfigured(config).catch((error: unknown) => {
    if (error instanceof FolderInUse) throw new UsageError(`${error.message}; ${instead}`);
    throw error;
  });
}

/**
 * Opens the database as it is, for reading alone: also beside the process that serves it.
 * @throws UsageError where there is none yet
 */
export async function openForReading(config: Config): Promise<DataSource> {
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'minka.sqlite'))) throw new UsageError(`there is no embedded database in ${config.dataFolder}`);
  return openDatabase({ url: config.databaseUrl, folder: config.dataFolder, poolSize: 1 }, { entities, migrations });
}

/** Serves Minka until the process is told to end. @returns the address for this machine's browser */
export async function serve(config: Config, dataSource: DataSource): Promise<string> {
  logWhatNobodyCaught();
  const secret = installationSecret(config);
  const app = await createApp({ config, dataSource, secret, noteKeys: noteKeysOf(config), channels: await channelsOf(config) });
  await (config.host ? app.listen(config.port, config.host) : app.listen(config.port));
  endOnSignal(app, dataSource);
  if (config.production) warmUp(app).catch((error: unknown) => log.error(describeFault(error), 'could not warm up'));
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://localhost:${port}`;
}

/** What sends mail is loaded where it is set up alone: every start would wait for it. */
async function channelsOf({ mail, sms }: Config): Promise<Channel[]> {
  return [...(sms ? [new SmsGateway(sms)] : []), ...(mail ? [new (await import('./shared/outbox/mail.js')).Mail(mail)] : [])];
}

/** The last resort: work that nobody waits for and that failed is written down, and ends nobody else's. */
function logWhatNobodyCaught(): void {
  process.on('unhandledRejection', (error) => log.error(describeFault(error), 'something failed that nobody waited for'));
}

/** So long what is under way has when the process is told to end. */
const LAST_ANSWERS_MS = 5_000;

/** Answers what is under way, takes nothing new, and closes the database. */
function endOnSignal(app: NestExpressApplication, dataSource: DataSource): void {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await closeWithin(app.getHttpServer() as Server, () => app.close(), LAST_ANSWERS_MS);
    if (dataSource.isInitialized) await dataSource.destroy();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end().catch((error: unknown) => {
        log.error(describeFault(error), 'did not end well');
        process.exit(1);
      });
    });
  }
}
