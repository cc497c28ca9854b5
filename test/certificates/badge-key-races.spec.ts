import { IsNull } from 'typeorm';
import { BadgeKey } from '../../src/certificates/badge-key.entity.js';
import { BadgeKeys } from '../../src/certificates/badge-keys.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';

describe.each(ENGINES)('keys that several make at once, on %s', (engine) => {
  let database: TestDatabase;
  let processes: BadgeKeys[];

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    processes = [1, 2, 3].map(() => new BadgeKeys('s'.repeat(32), database.dataSource, new UnitOfWork(database.dataSource, new SystemClock())));
  });
  afterAll(() => database.close());

  const keys = async (): Promise<[all: number, current: number]> => (
    [await database.dataSource.manager.count(BadgeKey), await database.dataSource.manager.countBy(BadgeKey, { retiredAt: IsNull() })]);

  it('are one, where the first certificates are given', async () => {
    await Promise.all(processes.map((process) => process.ensure()));
    expect(await keys()).toEqual([1, 1]);
  });

  it('are followed by the last of those that were made', async () => {
    await Promise.all(processes.map((process) => process.rotate()));
    expect(await keys()).toEqual([4, 1]);
  });
});
