import type { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { FactsRepository } from './facts.repository.js';
import type { FactsRow } from './people-pages.js';

const CENTRE = 'centre-a';
const PEOPLE = Array.from({ length: 11_000 }, (_, index): FactsRow => {
  const personId = `p${String(index).padStart(5, '0')}`;
  return { personId, centreId: CENTRE, facts: JSON.stringify({ personId, centreId: CENTRE, courses: [] }), turn: 1 };
});

/** Answers what the repository asks, as a database of those people does. */
function database(): DataSource {
  const query = async (sql: string, [, after]: readonly string[] = []): Promise<unknown[]> => {
    if (sql.includes('fact_states')) return [{ turn: 1, drawnAt: 1 }];
    if (sql.includes('COUNT(*)')) return [{ rows: PEOPLE.length }];
    const from = PEOPLE.findIndex(({ personId }) => personId > (after as string));
    return from < 0 ? [] : PEOPLE.slice(from, from + Number(/LIMIT (\d+)/u.exec(sql)?.[1]));
  };
  return { query, driver: { escape: (name: string) => name } } as unknown as DataSource;
}

it('leaves people over where it is told to stop, each of whom it did not hand over, and says how far both came', async () => {
  const [met, told]: [Id[], number[]] = [[], []];
  const others = await new FactsRepository(database()).eachPerson([CENTRE], ([one]) => met.push(one?.personId ?? ''), (done) => told.push(done), 4_000);
  expect([met.length, told]).toEqual([5_000, []]);
  for await (const page of others ?? []) met.push(...page.map(([row]) => row?.personId ?? ''));
  expect(met).toEqual(PEOPLE.map(({ personId }) => personId));
  expect(told).toEqual([5_000 / 11_000, 10_000 / 11_000, 1]);
});

it('leaves nobody over where they are fewer, and reads everybody anew after it stopped', async () => {
  const facts = new FactsRepository(database());
  await facts.eachPerson([CENTRE], () => {}, undefined, 4_000);
  let met = 0;
  expect(await facts.eachPerson([CENTRE], () => { met += 1; }, undefined, 20_000)).toBe(null);
  expect(met).toBe(PEOPLE.length);
});
