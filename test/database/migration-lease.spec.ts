import { jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { renewing, takeLease } from '../../src/shared/database/migrate.js';
import { Lease } from '../../src/shared/database/lease.entity.js';
import { openTestDatabase, withMariadb, type TestDatabase } from '../helpers/databases.js';

withMariadb('the lease of whoever migrates a server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase('mariadb');
    await database.dataSource.query("DELETE FROM leases WHERE name = 'migration'");
    await database.dataSource.query("INSERT INTO leases (name, holder, held_until) VALUES ('migration', 'first', 5)");
  });
  afterAll(async () => {
    await database.dataSource.query("UPDATE leases SET holder = NULL, held_until = 0 WHERE name = 'migration'");
    await database.close();
  });

  const heldUntil = async (): Promise<number> => (await database.dataSource.manager.findOneByOrFail(Lease, { name: 'migration' })).heldUntil;
  const renewedFor = (holder: string): Promise<string> => renewing(database.dataSource, holder, async () => {
    for (let tries = 0; await heldUntil() === 5 && tries < 20; tries += 1) await pause(20);
    return 'done';
  }, 20);

  it('lasts as long as the migrations do, and is not taken from another', async () => {
    expect(await renewedFor('second')).toBe('done');
    expect(await heldUntil()).toBe(5);
    expect(await renewedFor('first')).toBe('done');
    expect(await heldUntil()).toBeGreaterThan(Date.now());
  });

  it.each([
    ['is not taken by a machine whose clock is fast', 3_600_000, 30_000, false],
    ['is taken by one whose clock is slow, when it has run out', -3_600_000, -1_000, true],
  ])('%s', async (_, ahead, left, taken) => {
    const real = Date.now();
    await database.dataSource.query("UPDATE leases SET holder = 'first', held_until = ? WHERE name = 'migration'", [real + left]);
    jest.spyOn(Date, 'now').mockReturnValue(real + ahead);
    expect(await takeLease(database.dataSource, 'second').finally(() => jest.restoreAllMocks())).toBe(taken);
  });
});
