import { QueryFailedError } from 'typeorm';
import { DirectDataSource } from './direct-reads.js';

const gone = (): Error => Object.assign(new Error('Connection lost: The server closed the connection.'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });

/** A data source whose reads end, one after the other, in what it is given; after that in a row. */
function reading(...faults: Error[]): { source: DirectDataSource; tries: () => number } {
  const source = new DirectDataSource({ type: 'better-sqlite3', database: ':memory:' });
  let tries = 0;
  source.readThrough(() => {
    tries += 1;
    const fault = faults.shift();
    return fault ? Promise.reject(fault) : Promise.resolve([{ one: 1 }]);
  });
  return { source, tries: () => tries };
}

describe('a read outside a unit of work', () => {
  it.each([0, 1, 2, 4])('finds another host after %i connections to one that is gone', async (lost) => {
    const { source, tries } = reading(...Array.from({ length: lost }, gone));
    await expect(source.query('SELECT 1 AS one', [])).resolves.toEqual([{ one: 1 }]);
    expect(tries()).toBe(lost + 1);
  });

  it('gives up when there is no other host', async () => {
    const { source, tries } = reading(...Array.from({ length: 9 }, gone));
    await expect(source.query('SELECT 1 AS one', [])).rejects.toThrow(QueryFailedError);
    expect(tries()).toBe(5);
  });

  it('is not tried again for a fault of ours', async () => {
    const { source, tries } = reading(Object.assign(new Error('no such column'), { errno: 1054 }));
    await expect(source.query('SELECT two', [])).rejects.toThrow('no such column');
    expect(tries()).toBe(1);
  });
});
