import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { makeLedgerWorld, type LedgerWorld } from '../../src/fees/proof/ledger-world.js';
import { nothingWritten, type Written } from '../../src/fees/proof/ledger-writer.js';
import { judgeLedger, watchLedger } from '../../src/fees/proof/prove-ledger.js';
import { run } from '../../src/fees/proof/prove-ledger.command.js';
import { PROJECT_ROOT } from '../../src/shared/web/project-root.js';
import { openTestDatabase, withMariadb, type TestDatabase } from '../helpers/databases.js';
import { buildInto } from '../helpers/served.js';
import type { ProcessOrder } from './ledger-proof-process.js';

const BUILT = '.dist-ledger-processes';
const WRITERS = 8;
const SECONDS = 4;

withMariadb('eight writers over two processes', () => {
  let database: TestDatabase;
  let url: string;
  let removeBuilt: () => void;

  beforeAll(async () => {
    removeBuilt = buildInto(BUILT, 'test/fees/ledger-proof-process.ts');
    database = await openTestDatabase('mariadb');
    url = database.settings.url as string;
  }, 60_000);
  afterAll(async () => {
    await database.close();
    removeBuilt();
  });

  async function inProcess(world: LedgerWorld, writers: number[]): Promise<Written> {
    const child = fork(join(PROJECT_ROOT, BUILT, 'test', 'fees', 'ledger-proof-process.js'), { env: { ...process.env, NODE_OPTIONS: '' }, cwd: PROJECT_ROOT });
    await once(child, 'message');
    child.send({ url, world, writers, seconds: SECONDS } satisfies ProcessOrder);
    const [written] = await once(child, 'message') as [Written];
    return written;
  }

  it('leave no receipt twice or missing, lose nothing, and the chain holds', async () => {
    const nodes = [database.dataSource];
    const world = await makeLedgerWorld(database.dataSource, WRITERS);
    const watch = watchLedger(nodes, world);
    const parts = await Promise.all([inProcess(world, [0, 1, 2, 3]), inProcess(world, [4, 5, 6, 7])]);
    const written = nothingWritten();
    for (const { told } of parts) {
      written.told.receipts.push(...told.receipts);
      written.told.voids.push(...told.voids);
      written.told.waived.push(...told.waived);
      written.told.closedTills.push(...told.closedTills);
    }
    const { counts, faults } = await judgeLedger(nodes, world, { told: written.told, watch });
    expect({ faults, unexpected: parts.flatMap(({ outcomes }) => Object.keys(outcomes).filter((name) => name.startsWith('fault'))) }).toEqual({ faults: [], unexpected: [] });
    expect(counts.receipts).toBe(written.told.receipts.length);
    expect(parts.every(({ told }) => told.receipts.length > 0)).toBe(true);
    // It finds what is not as it was told.
    await database.dataSource.query('UPDATE charges SET open_cents = open_cents + 1 WHERE centre_id = ? LIMIT 1', [world.centreId]);
    written.told.receipts.push({ id: 'told', cents: 1 });
    const found = await judgeLedger(nodes, world, { told: written.told, watch: watchLedger([], world) });
    expect(found.faults.join('\n')).toMatch(/what is open of a charge[\s\S]*1 receipts that were told of are not there: told 1/u);
  }, 60_000);

  it('are a command, which refuses a database with centres of its own and who does not know how to ask', async () => {
    expect(await run(['--url', url, '--seconds', '2', '--writers', '3'])).toContain('Nothing is there twice, no number is missing, nothing that was told of is gone, and the chain holds.');
    await database.dataSource.query("UPDATE centres SET name = 'Villa El Salvador'");
    await expect(run(['--url', url])).rejects.toThrow('has centres of its own');
    await expect(run([])).rejects.toThrow('prove-ledger --url');
  });
});
