import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { HostRing } from '../../src/shared/database/mysql-hosts.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { CuttingProxy } from '../helpers/cutting-proxy.js';
import { ENGINES, openTestDatabase } from '../helpers/databases.js';

it('passes over a host that refused, and comes back to it when all have', async () => {
  const ring = new HostRing('mysql://minka:minka@127.0.0.1:1,127.0.0.1:2/minka');
  const ports: unknown[] = [];
  for (let tried = 0; tried < 3; tried += 1) {
    await new Promise<void>((resolve) => {
      ring.connect().once('error', (error) => {
        ports.push((error as { port?: number }).port);
        resolve();
      });
    });
  }
  expect(ports.slice(0, 2)).toEqual([1, 2]);
  expect(ports).toHaveLength(3);
});

describe.each(ENGINES)('a unit of work whose COMMIT is never answered, on %s', (engine) => {
  // The embedded engine has no line that could be cut.
  if (engine === 'embedded') {
    it('has its answer from the file itself', async () => {
      const database = await openTestDatabase(engine);
      const unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
      expect(await unitOfWork.run(() => Promise.resolve('answered'), { actor: SYSTEM })).toBe('answered');
      await database.close();
    });
    return;
  }
  it.each([
    ['the commit took effect, with a submission', false, true],
    ['the commit took effect, without one', false, false],
    ['the commit was lost, with a submission', true, true],
    ['the commit was lost, without one', true, false],
  ])('is written once when %s', async (_case, before, withKey) => {
    const database = await openTestDatabase('mariadb');
    const url = new URL(database.settings.url as string);
    const proxy = new CuttingProxy();
    url.port = String(await proxy.listen(Number(url.port)));
    const dataSource = await openDatabase({ ...database.settings, url: url.href }, { entities, migrations });
    try {
      const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
      proxy.before = before;
      proxy.cuts = 1;
      const row: Centre = {
        id: newId(), name: 'Once', shortName: 'Once', district: 'VES', address: null, phone: null, createdAt: 1, version: 1,
      };
      const result = await unitOfWork.run(async (tx) => {
        await tx.insert(Centre, { ...row, id: newId() });
        return 'answered';
      }, { actor: SYSTEM, submission: withKey ? { key: newId(), bodyHash: 'd'.repeat(64) } : undefined });
      expect(result).toBe('answered');
      expect(proxy.cuts).toBe(0);
      expect(await database.dataSource.manager.countBy(Centre, { name: 'Once' })).toBe(1);
    } finally {
      await dataSource.destroy();
      proxy.close();
      await database.close();
    }
  });
});
