import type { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { FactsRepository } from './facts.repository.js';
import type { FactsRow } from './kept-facts.js';

const CENTRE = 'centre-a';
const PEOPLE = Array.from({ length: 11_000 }, (_, index): FactsRow => {
  const personId = `p${String(index).padStart(5, '0')}`;
  return { personId, centreId: CENTRE, facts: JSON.stringify({ personId, centreId: CENTRE, courses: [] }), marks: '', turn: 1 };
});

/** Answers what the repository asks, as a database of those people does. @param asked is told of each page whether its marks were asked for */
function database(marks = '', asked: boolean[] = []): DataSource {
  const query = async (sql: string, [, after]: readonly string[] = []): Promise<unknown[]> => {
    if (sql.includes('fact_states')) return [{ turn: 1, drawnAt: 1 }];
    asked.push(sql.includes('facts, marks'));
    const from = PEOPLE.findIndex(({ personId }) => personId > (after as string));
    return from < 0 ? [] : PEOPLE.slice(from, from + Number(/LIMIT (\d+)/u.exec(sql)?.[1])).map((row) => ({ ...row, marks }));
  };
  return { query, driver: { escape: (name: string) => name } } as unknown as DataSource;
}

it('stops where it is told to, and says with whom', async () => {
  const met: Id[] = [];
  const last = await new FactsRepository(database()).eachPerson([CENTRE], ([one]) => met.push(one?.personId ?? ''), { most: 4_000 });
  expect([met.length, last]).toEqual([5_000, met.at(-1)]);
});

it('reads marks of whoever stays in the memory, and of the others where they are asked for', async () => {
  const long = 'x'.repeat(2_000);
  const read = async (marks: boolean): Promise<boolean[]> => {
    const asked: boolean[] = [];
    await new FactsRepository(database(long, asked)).eachPerson([CENTRE], () => {}, { marks });
    return asked;
  };
  // The second page is asked for before it is known that the first alone has no room in the memory.
  expect([await read(true), await read(false)]).toEqual([[true, true, true], [true, true, false]]);
});

it('does not stop where they are fewer, and reads everybody anew after it stopped', async () => {
  const facts = new FactsRepository(database());
  await facts.eachPerson([CENTRE], () => {}, { most: 4_000 });
  let met = 0;
  expect(await facts.eachPerson([CENTRE], () => { met += 1; }, { most: 20_000 })).toBe(null);
  expect(met).toBe(PEOPLE.length);
});
