import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { LedgerEntry } from '../../src/ledger/ledger-entry.entity.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { CuttingProxy } from '../helpers/cutting-proxy.js';
import { withMariadb } from '../helpers/databases.js';
import { addTill, type TillWorld } from './till-world.js';

withMariadb('a payment whose COMMIT is never answered', () => {
  const proxy = new CuttingProxy();
  let test: TestApp;
  let dataSource: DataSource;
  let payments: PaymentsService;
  let world: TillWorld;
  let centreId: Id;

  beforeAll(async () => {
    test = await startApp({ engine: 'mariadb' });
    const [{ name } = { name: '' }] = await test.dataSource.query<{ name: string }[]>('SELECT DATABASE() AS name');
    const url = new URL(`${process.env.MINKA_TEST_MARIADB}/${name}`);
    url.port = String(await proxy.listen(Number(url.port)));
    dataSource = await openDatabase({ url: url.href, folder: '', poolSize: 8 }, { entities, migrations });
    payments = new PaymentsService(new UnitOfWork(dataSource, test.clock));
  });
  beforeEach(async () => {
    centreId = (await test.addCentre(`C${newId().slice(-6).toUpperCase()}`)).id;
    world = await addTill(test, { centreId, count: 20 });
  });
  afterAll(async () => {
    await dataSource.destroy();
    proxy.close();
    await test.close();
  });

  const numbers = async (): Promise<number[]> => (await test.dataSource.manager.find(Receipt, { where: { centreId }, order: { number: 'ASC' } })).map(({ number }) => number);
  const faults = async (): Promise<unknown[]> => [(await verifyBook(test.dataSource, centreId))?.fault, ...await feesFaults(test.dataSource, centreId)];

  it.each([
    ['the commit took effect, with a key', false, true], ['the commit took effect, without one', false, false],
    ['the commit was lost, with a key', true, true], ['the commit was lost, without one', true, false],
  ])('is taken once when %s', async (_, before, withKey) => {
    proxy.before = before;
    proxy.cuts = 1;
    const options = { actor: world.actor, submission: withKey ? { key: newId(), bodyHash: 'a' } : undefined };
    const made = await payments.record(centreId, world.asked(0), options);
    expect(proxy.cuts).toBe(0);
    expect(await test.dataSource.manager.findBy(Receipt, { centreId })).toMatchObject([{ id: made.receiptId, number: 1, cents: 1_000 }]);
    expect(await test.dataSource.manager.countBy(LedgerEntry, { centreId, kind: 'payment' })).toBe(1);
    expect(await faults()).toEqual([null]);
  });

  it.each([[false], [true]])('is taken once each of twenty at once, eight of them cut; before the COMMIT: %s', async (before) => {
    proxy.before = before;
    proxy.cuts = 8;
    const made = await Promise.all(world.room.people.map((_, index) => payments.record(
      centreId, world.asked(index), { actor: world.actor, submission: { key: newId(), bodyHash: 'a' }, deadline: 25_000 })));
    expect(proxy.cuts).toBe(0);
    expect(new Set(made.map(({ receiptId }) => receiptId)).size).toBe(20);
    expect(await numbers()).toEqual(Array.from({ length: 20 }, (__, index) => index + 1));
    expect(await faults()).toEqual([null]);
  });
});
