import { existsSync, renameSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Secret, TOTP } from 'otpauth';
import type { DataSource } from 'typeorm';
import { createApp } from '../../src/app.setup.js';
import { readConfig, type Config } from '../../src/config/config.js';
import { noteKeysOf } from '../../src/config/note-keys.js';
import { installationSecret } from '../../src/config/secret.js';
import { openConfigured, serve } from '../../src/serve.js';
import { releaseFolder } from '../../src/shared/database/folder-lock.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { UsageError } from '../../src/shared/kernel/usage-error.js';
import { DEMO_PASSWORD } from './cast.js';
import type { ToldStory } from './told.js';

const TOLD = 'told.json';

/** Loads the sample centres where they are not there yet, serves them, and prints the sign-ins. */
export async function run(): Promise<string> {
  const config = readConfig(process.env);
  if (config.databaseUrl) throw new UsageError('The demo uses the embedded database: leave DATABASE_URL out.');
  const folder = join(config.dataFolder, 'demo');
  const began = Date.now();
  if (!existsSync(join(folder, TOLD))) await load({ ...config, dataFolder: `${folder}.loading` }, folder);
  const here = { ...config, dataFolder: folder };
  const address = await serve(here, await openConfigured(here));
  return welcome(address, readTold(folder), (Date.now() - began) / 1_000);
}

/** The code that the sample administrator's phone would show now. */
export function runCode(): Promise<string> {
  return Promise.resolve(codeNow(readTold(join(readConfig(process.env).dataFolder, 'demo'))));
}

function readTold(folder: string): ToldStory {
  if (!existsSync(join(folder, TOLD))) throw new UsageError(`There is no demo in ${folder}: npm run demo loads one; where MINKA_DATA was set then, set it here as well`);
  return JSON.parse(readFileSync(join(folder, TOLD), 'utf8')) as ToldStory;
}

function codeNow({ secondStep }: ToldStory): string {
  return new TOTP({ secret: Secret.fromBase32(secondStep) }).generate();
}

/** Tells the story into a folder aside, which becomes the demo's when it is whole: a killed load leaves nothing half. */
async function load(config: Config, folder: string): Promise<void> {
  rmSync(config.dataFolder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  const dataSource = await openConfigured(config, ({ done, of }) => write(`  Preparando la base de datos: ${done} de ${of}`));
  hurry(dataSource);
  const told = await tell(dataSource, config);
  if (dataSource.isInitialized) await dataSource.destroy();
  releaseFolder(config.dataFolder);
  settle(join(config.dataFolder, 'minka.sqlite'));
  writeFileSync(join(config.dataFolder, TOLD), JSON.stringify(told));
  renameSync(config.dataFolder, folder);
}

/** The story and its people are read here, so that serving what was told does not wait for them. */
async function tell(dataSource: DataSource, config: Config): Promise<ToldStory> {
  const [{ tellStory }, { World }] = await Promise.all([import('./story.js'), import('./world.js')]);
  const secret = installationSecret(config);
  const realNow = Date.now();
  const clock = new TravelClock(realNow);
  const app = await createApp({ config: { trustProxy: false }, secret, noteKeys: noteKeysOf(config), dataSource, clock });
  await app.init();
  try {
    return await tellStory(new World(app, clock, realNow, (text) => write(`  ${text}`)));
  } finally {
    await app.close();
  }
}

/** Nothing is lost if the power goes now: the story is told again. So the disk need not be waited for. */
function hurry(dataSource: DataSource): void {
  (dataSource.driver as unknown as { databaseConnection: Sqlite.Database }).databaseConnection.pragma('synchronous = OFF');
}

/** Brings the write-ahead log into the file, so that the file alone is the database. */
function settle(file: string): void {
  const connection = new Sqlite(file);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}

function welcome(address: string, told: ToldStory, seconds: number): string {
  const { signIns, learners } = told;
  const rows = signIns.map(({ role, loginName, centre }) => `  ${role.padEnd(15)} ${loginName.padEnd(20)} ${centre}`);
  return [
    '', `Minka: ${address}   (${seconds.toFixed(0)} s)`, '',
    `Password of all the staff: ${DEMO_PASSWORD}`,
    ...rows,
    '', ...learners.map(({ cardCode, pin, name, stage }) => `  ${'learner'.padEnd(15)} card ${cardCode}, PIN ${pin} (${name}, ${stage})`),
    '', `The administrator's second step: ${codeNow(told)} now, later npm run minka -- demo-code`,
    '', 'Ctrl+C ends it.',
  ].join('\n');
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}
