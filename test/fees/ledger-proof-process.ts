import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { feesOn, type LedgerWorld } from '../../src/fees/proof/ledger-world.js';
import { writeLedger } from '../../src/fees/proof/ledger-writer.js';
import { openDatabase } from '../../src/shared/database/data-source.js';

/** What a process of writers is told: everything in it is plain. */
export interface ProcessOrder {
  url: string;
  world: LedgerWorld;
  writers: number[];
  seconds: number;
}

/** Writes as it is told, tells what it has written, and ends. */
process.on('message', (order: ProcessOrder) => void write(order));
process.send?.('ready');

async function write({ url, world, writers, seconds }: ProcessOrder): Promise<void> {
  const dataSource = await openDatabase({ url, folder: tmpdir(), poolSize: 8 }, { entities, migrations });
  const written = await writeLedger([feesOn(dataSource)], world, { writers, until: Date.now() + seconds * 1_000 });
  await dataSource.destroy();
  process.send?.(written, () => process.disconnect());
}
