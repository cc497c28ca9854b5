import 'reflect-metadata';
import { createHmac, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { migrations } from '../../migrations/index.js';
import { SessionStore } from '../../src/accounts/session-store.js';
import { entities } from '../../src/app.entities.js';
import { createApp } from '../../src/app.setup.js';
import { warmUp } from '../../src/app.warmth.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { QueryCount } from '../../src/shared/database/query-count.js';
import { benchImport } from './import-list.js';
import { loadBenchData } from './load.js';

/** The application as it is served, in a process of its own that tells what it costs, and imports a list when asked. Started by `bench.ts`. */
const SECRET = randomBytes(32).toString('hex');

/** What a process has used and done so far. */
export interface Usage {
  cpuMilliseconds: number;
  queries: number;
}

async function start(): Promise<void> {
  const settings = { url: process.env.BENCH_URL || undefined, folder: process.env.BENCH_FOLDER as string, poolSize: 10 };
  const dataSource = await openDatabase(settings, { entities, migrations });
  await migrate(dataSource);
  const data = await loadBenchData(dataSource);
  const app = await createApp({ config: { trustProxy: false }, secret: SECRET, dataSource });
  await app.listen(0, '127.0.0.1');
  await app.get(FactsKeeper).catchUp();
  await warmUp(app);
  const cookie = (accountId: string): Promise<string> => signIn(app.get(SessionStore), accountId, data.centre);
  const doing: Record<string, () => unknown> = {
    usage: () => usage(), import: () => benchImport(app, { accountId: data.trainer, centreId: data.centre.id }),
  };
  process.on('message', (order: string) => {
    void Promise.resolve(doing[order]?.()).then((answer) => process.send?.(answer));
  });
  process.send?.({
    port: (app.getHttpServer().address() as AddressInfo).port, data,
    cookies: { trainer: await cookie(data.trainer), learner: await cookie(data.learner), practiser: await cookie(data.practiser) },
  });
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMilliseconds: (user + system) / 1_000, queries: QueryCount.total };
}

async function signIn(store: SessionStore, accountId: string, centre: { id: string; name: string }): Promise<string> {
  const sid = randomBytes(18).toString('base64url');
  const signedIn = { accountId, centreId: centre.id, centreName: centre.name, credentialsVersion: 1, stationId: null, signedInAt: Date.now() };
  await new Promise<void>((resolve, reject) => {
    store.set(sid, { signedIn } as never, (error) => (error ? reject(error as Error) : resolve()));
  });
  const signature = createHmac('sha256', SECRET).update(sid).digest('base64').replace(/=+$/, '');
  return `minka=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}

await start();
