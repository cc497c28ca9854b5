import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { FOLLOWED } from '../../src/reports/facts/affected-people.js';
import { drawFacts } from '../../src/reports/facts/draw-facts.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { FactsProof } from './facts-proof.js';
import { RandomRecords } from './random-records.js';

/** A server waits for the disk after each of some thousand units of work. */
const SEEDS = { embedded: [11, 12, 13], mariadb: [11] };
const STEPS = 180;

describe('random histories', () => {
  const drawn = new Map<string, string[]>();

  describe.each(ENGINES)('on %s', (engine) => {
    it.each(SEEDS[engine])('lead to the same facts, step by step, as drawing everybody anew: seed %i', async (seed) => {
      const test = await startApp({ engine });
      try {
        const records = new RandomRecords(test, seed);
        await records.begin();
        const proof = await FactsProof.begin(test);
        let changed = 0;
        for (let step = 0; step < STEPS; step += 1) {
          await records.step();
          if (step % 4 === 0) changed += (await proof.check()).length;
        }
        changed += (await proof.check()).length;
        expect(changed).toBeGreaterThan(STEPS / 3);
        drawn.set(`${engine} ${seed}`, (await proof.drawn()).map((one) => JSON.stringify(one)));
      } finally {
        await test.close();
      }
    }, 120_000);
  });

  it('give the same bytes on every engine', () => {
    for (const engine of ENGINES) expect(drawn.get(`${engine} 11`)).toEqual(drawn.get('embedded 11'));
    // They were of everything that there is.
    const told = SEEDS.embedded.flatMap((seed) => drawn.get(`embedded ${seed}`) ?? []).join('\n');
    const wanted = ['"levels":[{', '"posts":[{', '"marks":[[', '"after":{', '"bookingId"', '"actions":[{', '"answers":[{'];
    expect(wanted.filter((found) => !told.includes(found))).toEqual([]);
  });
});

describe('drawing', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    await new RandomRecords(test, 1).begin();
  });
  afterAll(() => test.close());

  it('asks as often for many as for one, and reads no table that is not followed', async () => {
    const ids = (await test.dataSource.query<{ id: Id }[]>('SELECT id FROM learners')).map(({ id }) => id);
    const one = await countQueries(() => drawFacts(test.dataSource, ids.slice(0, 1)));
    const many = await countQueries(() => drawFacts(test.dataSource, ids));
    expect([one.result.length, many.result.length, one.queries]).toEqual([1, 6, many.queries]);
    expect(many.queries).toBeLessThanOrEqual(12);
    const tables = new Set(many.statements.flatMap((sql) => [...sql.matchAll(/(?:FROM|JOIN) ([a-z_]+)/g)].map(([, table]) => table)));
    for (const unfollowed of ['courses', 'charge_postings']) tables.delete(unfollowed);
    expect([...tables].sort()).toEqual(Object.keys(FOLLOWED).sort());
  });

  it('goes on where it was cut off', async () => {
    const keeper = test.app.get(FactsKeeper);
    await keeper.catchUp();
    const proof = await FactsProof.begin(test);
    const last = (await test.dataSource.query<{ id: Id }[]>('SELECT id FROM learners ORDER BY id LIMIT 1 OFFSET 2'))[0]?.id as Id;
    await test.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM learner_facts WHERE id > ?', [last]);
      await tx.execute("UPDATE fact_states SET drawing_from = ?, drawn_at = NULL WHERE code = 'facts'", [last]);
    }, { actor: { accountId: null, centreId: null } });
    expect(await keeper.asOf()).toBeNull();
    await proof.check();
    expect(await keeper.asOf()).not.toBeNull();
  });
});
