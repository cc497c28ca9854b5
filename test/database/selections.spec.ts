import type { DataSource } from 'typeorm';
import { readNamed, readTogether } from '../../src/shared/database/selections.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';

describe.each(ENGINES)('selections read together, %s', (engine) => {
  let test: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    test = await openTestDatabase(engine);
    dataSource = test.dataSource;
  });
  afterAll(() => test.close());

  const numbers = { columns: { number: 'x.n', doubled: 'x.n * ?' }, from: 'FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) x WHERE x.n >= ?', parameters: [10, 2] };
  const words = { columns: { word: '?', nothing: 'NULL', instant: '1795709261386' }, from: '', parameters: ['«ñandú» "y" \'más\' \\ ✓'] };
  const none = { columns: { number: 'x.n' }, from: 'FROM (SELECT 1 AS n) x WHERE x.n = ?', parameters: [7] };

  it('gives each its own rows, in one statement', async () => {
    const { result: [first, second, third], queries } = await countQueries(() => readTogether(dataSource, [numbers, none, words]));
    expect(first?.toSorted((a, b) => Number(a.number) - Number(b.number))).toEqual([{ number: 2, doubled: 20 }, { number: 3, doubled: 30 }]);
    expect(second).toEqual([]);
    expect(third).toEqual([{ word: '«ñandú» "y" \'más\' \\ ✓', nothing: null, instant: 1795709261386 }]);
    expect(queries).toBe(1);
  });

  it('reads once what several ask for alike, and apart what differs in a value', async () => {
    const { result: [first, again, other], statements } = await countQueries(() => readTogether(dataSource, [
      numbers, { ...numbers, parameters: [10, 2] }, { ...numbers, parameters: [10, 3] },
    ]));
    expect([first?.length, again?.length, other]).toEqual([2, 2, [{ number: 3, doubled: 30 }]]);
    expect(statements.join().split('UNION ALL')).toHaveLength(2);
  });

  it('asks nothing where nothing is wanted', async () => {
    const { result, queries } = await countQueries(() => readTogether(dataSource, []));
    expect([result, queries]).toEqual([[], 0]);
    expect(await readNamed(dataSource, { numbers, none })).toEqual({ numbers: expect.arrayContaining([{ number: 2, doubled: 20 }]) as never, none: [] });
  });
});
