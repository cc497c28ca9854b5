import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Learner } from '../../src/people/learner.entity.js';
import { run } from '../../src/reports/facts/recount-facts.command.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { recountFacts, repairFacts } from '../../src/reports/facts/recount-facts.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { FactsProof } from './facts-proof.js';
import { RandomRecords } from './random-records.js';

describe.each(ENGINES)('a recount of all facts, on %s', (engine) => {
  let test: TestApp;
  let ids: Id[];

  beforeAll(async () => {
    test = await startApp({ engine });
    await new RandomRecords(test, 5).begin();
    ids = (await test.dataSource.query<{ id: Id }[]>('SELECT id FROM learners ORDER BY id')).map(({ id }) => id);
  });
  afterAll(() => test.close());

  const recount = () => recountFacts(test.dataSource, test.app.get(FactsKeeper));
  const spoil = (sql: string, values: unknown[]): Promise<number> => test.unitOfWork.run((tx) => tx.execute(sql, values), { actor: SYSTEM });

  it('finds nothing where all is well', async () => {
    expect(await recount()).toEqual({ agree: 6, differing: [], centres: [] });
  });

  it('finds what was changed, what is missing and what belongs to nobody, and puts it right for whoever follows', async () => {
    const proof = await FactsProof.begin(test);
    const [changed, missing, remarked] = ids as [Id, Id, Id];
    const stray = newId();
    await spoil("UPDATE learner_facts SET facts = REPLACE(facts, '\"kind\":', '\"other\":') WHERE id = ?", [changed]);
    await spoil("UPDATE learner_facts SET marks = '2026-11-02 s-1 90 90 1' WHERE id = ?", [remarked]);
    await spoil('DELETE FROM learner_facts WHERE id = ?', [missing]);
    await spoil("INSERT INTO learner_facts (id, person_id, centre_id, facts, marks, turn, drawn_at) VALUES (?, ?, ?, '{}', '', 0, 0)", [stray, newId(), test.centre.id]);
    const found = await recount();
    expect(found.agree).toBe(3);
    expect(found.differing.map(({ learnerId }) => learnerId).sort()).toEqual([changed, missing, remarked, stray].sort());
    await repairFacts(test.unitOfWork, found);
    expect(await recount()).toEqual({ agree: 6, differing: [], centres: [] });
    // What others had added up before they were spoilt still stands: only how they came to be right again is told.
    expect((await proof.drawn()).length).toBe(6);
    const [row] = await test.dataSource.query<{ changes: number | string; turn: number }[]>(
      "SELECT COUNT(*) AS changes, (SELECT turn FROM fact_states WHERE code = 'facts') AS turn FROM fact_changes");
    expect([Number(row?.changes), row?.turn]).toEqual([4, 4]);
  });

  it('is not misled by what is written while it goes on', async () => {
    const { personId } = (await test.dataSource.query<{ personId: Id }[]>('SELECT person_id AS personId FROM learners WHERE id = ?', [ids[2]]))[0] as { personId: Id };
    const keeper = test.app.get(FactsKeeper);
    let calls = 0;
    const meanwhile = { catchUp: async () => {
      await keeper.catchUp();
      calls += 1;
      if (calls > 1) return;
      const learner = await test.dataSource.manager.findOneByOrFail(Learner, { personId });
      await test.unitOfWork.run((tx) => tx.update(Learner, learner, { access: learner.access === 'own' ? 'none' : 'own' }), { actor: SYSTEM });
    } } as FactsKeeper;
    expect(await recountFacts(test.dataSource, meanwhile)).toEqual({ agree: 6, differing: [], centres: [] });
    expect(calls).toBe(2);
  });
});

it('is a command that says what it does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-facts-'));
  const environment = { MINKA_DATA: folder };
  await expect(run(['--all'], environment)).rejects.toThrow('recount-facts [--repair]');
  expect(await run([], environment)).toBe('The kept facts of 0 learner(s) are what the records say.');
  expect(await run(['--repair'], environment)).toContain('of 0 learner(s)');
  rmSync(folder, { recursive: true });
});
