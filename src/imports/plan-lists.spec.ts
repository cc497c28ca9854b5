import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyOrganisationPlan, applyPeoplePlan } from '../../test/fixtures/apply-plan.js';
import { inventedLists } from '../../test/fixtures/lists.js';
import { matchColumns } from './columns.js';
import type { PlanRequest, RowPlan } from './plan.js';
import { planOrganisations } from './plan-organisations.js';
import { planPeople } from './plan-people.js';
import { readList } from './read-list.js';

const TODAY = '2026-03-16';

/** Reads a list as the pages do, before anything is known of it. */
async function requestFor(bytes: Buffer): Promise<PlanRequest> {
  const reading = await readList(bytes);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  const { headings, rows } = reading.list;
  return { rows, mapping: matchColumns(headings).mapping, columns: headings.length, today: TODAY };
}

/** Both lists planned one after the other, and then both again. */
async function planBoth(organisationsFile: Buffer, peopleFile: Buffer) {
  const first = await planOrganisations({ ...await requestFor(organisationsFile), organisations: [] });
  const organisations = applyOrganisationPlan([], first.writes);
  const people = { ...await requestFor(peopleFile), organisations };
  const second = await planPeople({ ...people, people: [] });
  const again = await planPeople({ ...people, people: applyPeoplePlan([], second.writes) });
  return { organisations: first, people: second, again };
}

async function tellsTheStory(organisationsFile: Buffer, peopleFile: Buffer): Promise<void> {
  const { organisations, people, again } = await planBoth(organisationsFile, peopleFile);
  expect(organisations.counts).toMatchObject({ rows: 64, records: 61, repeated: 3, faulty: 0 });
  expect(people.counts).toMatchObject({ rows: 661, records: 615, repeated: 21, faulty: 25, changed: 0, here: 0 });
  expect(people.counts.new + people.counts.doubtful).toBe(615);
  expect(countFaults(people.rows)).toEqual(expect.arrayContaining([
    { field: 'dni', reason: 'people:refusals.dni-length', rows: 7 },
    { field: 'fullName', reason: 'people:refusals.name-missing', rows: 6 },
    { field: 'organisation', reason: 'imports:faults.organisation-missing', rows: 6 },
  ]));
  const births = countFaults(people.rows).filter(({ field }) => field === 'birth');
  expect(births.reduce((sum, { rows }) => sum + rows, 0)).toBe(6);
  expect(people.writes.filter(({ write }) => write === 'person.add')).toHaveLength(615);
  expect(people.writes.filter((write) => write.write === 'person.add' && write.fields.dniPending)).toHaveLength(10);
  expect(people.rows.filter(({ status }) => status === 'doubtful').flatMap(({ doubts }) => doubts.map(({ code }) => code)))
    .toEqual(Array.from({ length: people.counts.doubtful }, () => 'organisation-several'));
  // Whoever went in without her organisation is asked about again; nobody else is.
  const { doubtful } = people.counts;
  expect(again.counts).toEqual({ ...people.counts, new: 0, adds: 0, updates: 0, doubtful, here: 615 - doubtful });
  expect(again.writes).toEqual([]);
}

describe('the two starting lists of a centre', () => {
  it('become 61 organisations and 615 people, with 25 faulty rows and 21 repeats; the second time nothing is written', async () => {
    const lists = inventedLists();
    await tellsTheStory(lists.organisationsFile, lists.peopleFile);
  });

  const real = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
  if (existsSync(real)) {
    it('do so as they came, too', async () => {
      await tellsTheStory(readFileSync(`${real}organizaciones.csv`), readFileSync(`${real}representantes.csv`));
    });
  } else {
    process.stdout.write('The lists of ../shared/data are not here: their counts were left out, the invented lists stand for them.\n');
  }

  it('10,000 rows are planned while others get their turn', async () => {
    const lists = inventedLists({ organisations: 300, people: 9_600, repeated: 300, pending: 60, shortDni: 60, impossibleBirth: 60, noName: 60, unknownOrganisation: 60 });
    const organisations = applyOrganisationPlan([], (await planOrganisations({ ...await requestFor(lists.organisationsFile), organisations: [] })).writes);
    const request = await requestFor(lists.peopleFile);
    const progress: number[] = [];
    let turns = 0;
    const timer = setInterval(() => { turns += 1; }, 1);
    const plan = await planPeople({ ...request, organisations, people: [], onProgress: (done) => progress.push(done) });
    clearInterval(timer);
    expect(plan.counts).toMatchObject({ rows: 10_140, faulty: 240, repeated: 300 });
    expect(turns).toBeGreaterThan(20);
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  }, 30_000);
});

/** How many faulty rows there are of each reason. A row counts by its first fault. */
function countFaults(rows: readonly RowPlan[]): { field: string; reason: string; rows: number }[] {
  const counts = new Map<string, { field: string; reason: string; rows: number }>();
  for (const { faults: [first] } of rows) {
    if (!first) continue;
    const key = `${first.field} ${first.reason}`;
    const count = counts.get(key) ?? { field: first.field, reason: first.reason, rows: 0 };
    count.rows += 1;
    counts.set(key, count);
  }
  return [...counts.values()];
}
