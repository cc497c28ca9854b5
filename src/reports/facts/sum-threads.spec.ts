import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildInto } from '../../../test/helpers/served.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../../../test/helpers/databases.js';
import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { SystemClock } from '../../shared/kernel/clock.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS } from '../indicators/indicator.js';
import type { Cells } from '../indicators/tally.js';
import { keptForm } from './kept-facts.js';
import { LearnerFactsRow } from './learner-facts.entity.js';
import { canSumInThreads } from './sum-threads.js';
import { cellsOfAll, type SumsAsked, type SumsOfSome, SumsUntil } from './sums.js';

const BUILT = '.dist-sum-threads';
const SCRIPT = join(BUILT, 'run.js');
const TURN = 100;
/** Each seventh was written after the sums were asked for. */
const PEOPLE = Array.from({ length: 350 }, (_, index) => ({ facts: randomPerson(index + 1), turn: index % 7 === 3 ? TURN + 1 : TURN }))
  .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
/** Who was added up before. */
const BEFORE = 20;
const OTHERS = PEOPLE.slice(BEFORE);
const definitions = [...CATALOGUE.values()];
const ASKED: SumsAsked[] = [
  { scope: { centreIds: CENTRES, period: MIDDLE }, definitions, dimensions: DIMENSIONS },
  { scope: { centreIds: CENTRES, period: MIDDLE, slice: { sex: 'female' } }, definitions, dimensions: [] },
  { scope: { centreIds: CENTRES, period: { from: '2025-03-05', to: '2025-04-04' } }, definitions: definitions.slice(0, 5), dimensions: ['age'] },
];

function idOf({ facts }: { facts: ReturnType<typeof randomPerson> }): string {
  return facts[0]?.personId ?? '';
}

/** In a process of its own, compiled as the build compiles it; in ranges of eleven rows, so that there are many. */
async function inThreads({ settings }: TestDatabase): Promise<{ sums: SumsOfSome[]; told: number[] }> {
  const asked = ASKED.map(({ definitions: wanted, ...one }) => ({ ...one, definitions: wanted.map(({ code }) => ({ code })) }));
  writeFileSync(SCRIPT, `
    import { openDatabase } from './src/shared/database/data-source.js';
    import { sumInThreads } from './src/reports/facts/sum-threads.js';
    const source = await openDatabase(${JSON.stringify(settings)}, { entities: [], migrations: [] });
    const query = source.query.bind(source);
    source.query = (sql, values) => query(sql.replace(/OFFSET \\d+/u, 'OFFSET 10'), values);
    const told = [];
    const sums = await sumInThreads(source, '${idOf(PEOPLE[BEFORE - 1] as (typeof PEOPLE)[0])}', { asked: ${JSON.stringify(asked)}, turn: ${TURN}, marks: true }, (done) => told.push(done));
    await source.destroy();
    process.stdout.write(JSON.stringify({ sums, told }, (_, value) => (value instanceof Map ? [...value] : value)));`);
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { maxBuffer: 100_000_000, env: { ...process.env, NODE_OPTIONS: '' } });
  return JSON.parse(stdout, (key, value: unknown) => (key === 'cells' || key === 'organisations' ? new Map(value as [string, never][]) : value)) as { sums: SumsOfSome[]; told: number[] };
}

describe.each(ENGINES)('the threads on %s, compiled as the build compiles them', (engine) => {
  let remove = (): void => {};
  let database: TestDatabase;

  beforeAll(async () => {
    remove = buildInto(BUILT);
    database = await openTestDatabase(engine);
    const rows = PEOPLE.flatMap(({ facts, turn }) => facts.map((one): LearnerFactsRow => (
      { id: one.learnerId, personId: one.personId, centreId: one.centreId, ...keptForm(one), turn, drawnAt: 1 })));
    await new UnitOfWork(database.dataSource, new SystemClock()).run((tx) => tx.insert(LearnerFactsRow, rows), { actor: SYSTEM });
  }, 60_000);

  afterAll(async () => {
    await database.close();
    remove();
  });

  it('add up to the same as one after the other, name whom they left out, and say how far they are', async () => {
    const { sums, told } = await inThreads(database);
    const here = new SumsUntil(ASKED, TURN);
    for (const { facts, turn } of OTHERS) here.add(facts, turn);
    const expected = cellsOfAll(ASKED, [here.sum()]);
    const inOrder = (cells: Cells): unknown[] => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [index, cells] of cellsOfAll(ASKED, sums).entries()) {
      expect(inOrder(cells)).toEqual(inOrder(expected[index] as Cells));
      expect(cells.get('registered')?.people).toBeGreaterThan(10);
    }
    expect(sums.flatMap(({ later }) => later).sort()).toEqual(OTHERS.filter(({ turn }) => turn > TURN).map(idOf));
    expect(told.length).toBeGreaterThan(OTHERS.length / 11);
    expect([told, told.at(-1)]).toEqual([[...told].sort((a, b) => a - b), 1]);
  });

  it('end all, and say why, when one of them fails', async () => {
    await new UnitOfWork(database.dataSource, new SystemClock())
      .run((tx) => tx.execute("UPDATE learner_facts SET facts = '{' WHERE person_id = ?", [idOf(PEOPLE[200] as (typeof PEOPLE)[0])]), { actor: SYSTEM });
    await expect(inThreads(database)).rejects.toThrow(/JSON/);
  });
});

it('are not there where the sources are run', () => {
  expect(canSumInThreads()).toBe(false);
});
