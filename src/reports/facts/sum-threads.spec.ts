import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildInto } from '../../../test/helpers/served.js';
import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS } from '../indicators/indicator.js';
import type { Cells } from '../indicators/tally.js';
import { keptForm, type FactsRow } from './kept-facts.js';
import { canSumInThreads } from './sum-threads.js';
import { cellsOfAll, type SumsAsked, type SumsOfSome, SumsUntil } from './sums.js';

const BUILT = '.dist-sum-threads';
const SCRIPT = join(BUILT, 'run.js');
const TURN = 100;
/** Each seventh was written after the sums were asked for. */
const PEOPLE = Array.from({ length: 350 }, (_, index) => ({ facts: randomPerson(index + 1), turn: index % 7 === 3 ? TURN + 1 : TURN }));
const ROWS = PEOPLE.map(({ facts, turn }) => facts.map((one): FactsRow => ({ personId: one.personId, centreId: one.centreId, ...keptForm(one), turn })));
const definitions = [...CATALOGUE.values()];
const ASKED: SumsAsked[] = [
  { scope: { centreIds: CENTRES, period: MIDDLE }, definitions, dimensions: DIMENSIONS },
  { scope: { centreIds: CENTRES, period: MIDDLE, slice: { sex: 'female' } }, definitions, dimensions: [] },
  { scope: { centreIds: CENTRES, period: { from: '2025-03-05', to: '2025-04-04' } }, definitions: definitions.slice(0, 5), dimensions: ['age'] },
];

/** In a process of its own, compiled as the build compiles it. @param spoil source text that changes the pages before */
async function inThreads(spoil = ''): Promise<SumsOfSome[]> {
  const asked = ASKED.map(({ definitions: wanted, ...one }) => ({ ...one, definitions: wanted.map(({ code }) => ({ code })) }));
  writeFileSync(SCRIPT, `
    import { sumInThreads } from './src/reports/facts/sum-threads.js';
    const [rows, asked] = [${JSON.stringify(ROWS)}, ${JSON.stringify(asked)}];
    ${spoil}
    async function* pages() { for (let at = 0, size = 1; at < rows.length; at += size, size = 1 + (size * 7) % 31) yield rows.slice(at, at + size); }
    const sums = await sumInThreads(pages(), asked, ${TURN});
    process.stdout.write(JSON.stringify(sums, (_, value) => (value instanceof Map ? [...value] : value)));`);
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { maxBuffer: 100_000_000, env: { ...process.env, NODE_OPTIONS: '' } });
  return JSON.parse(stdout, (key, value: unknown) => (key === 'cells' || key === 'organisations' ? new Map(value as [string, never][]) : value)) as SumsOfSome[];
}

describe('the threads, compiled as the build compiles them', () => {
  let remove = (): void => {};

  beforeAll(() => { remove = buildInto(BUILT); }, 60_000);

  afterAll(() => remove());

  it('add up to the same as one after the other, and name whom they left out', async () => {
    const found = await inThreads();
    const here = new SumsUntil(ASKED, TURN);
    for (const { facts, turn } of PEOPLE) here.add(facts, turn);
    const expected = cellsOfAll(ASKED, [here.sum()]);
    const inOrder = (cells: Cells): unknown[] => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [index, cells] of cellsOfAll(ASKED, found).entries()) {
      expect(inOrder(cells)).toEqual(inOrder(expected[index] as Cells));
      expect(cells.get('registered')?.people).toBeGreaterThan(10);
    }
    expect(found.flatMap(({ later }) => later).sort()).toEqual(PEOPLE.filter(({ turn }) => turn > TURN).map(({ facts: [one] }) => one?.personId).sort());
  });

  it('end all, and say why, when one of them fails', async () => {
    await expect(inThreads("rows[100][0].facts = '{';")).rejects.toThrow(/JSON/);
  });
});

it('are not there where the sources are run', () => {
  expect(canSumInThreads()).toBe(false);
});
