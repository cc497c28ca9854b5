import { Placement } from '../../src/placement/placement.entity.js';
import { Person } from '../../src/people/person.entity.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { Village } from './village.js';

const ROUNDS = 12;

describe.each(ENGINES)('two records that become one while somebody else is at work, on %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let trainer: Visitor;
  let village: Village;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    trainer = await test.signIn('trainer');
    village = new Village(test);
  });
  afterAll(() => test.close());

  const women = (round: number, count: number): Promise<Id[]> => village.people(
    Array.from({ length: count }, () => ({ surnames: 'Mamani Quispe', givenNames: 'Flor Rosa', birth: String(1930 + round) })));
  const versions = { keptVersion: '1', mergedVersion: '1' };
  const chains = (): Promise<unknown[]> => test.dataSource.query(
    'SELECT a.id FROM persons a JOIN persons b ON b.id = a.merged_into_id WHERE b.merged_into_id IS NOT NULL');

  it('keep every placement with the record that stays', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [kept, merged] = await women(round, 2) as [Id, Id];
      const [placed, joined] = await Promise.all([
        trainer.post(`/placement/queue/${merged}`, { level: '1', reason: 'La vi trabajar' }),
        coordinator.post(`/people/${kept}/merge/${merged}`, versions),
      ]);
      expect([placed.status, joined.status]).toEqual([expect.any(Number), 303]);
      expect([303, 404, 422]).toContain(placed.status);
      expect(await test.dataSource.manager.countBy(Placement, { personId: merged })).toBe(0);
      expect(await test.dataSource.manager.countBy(Placement, { personId: kept })).toBe(placed.status === 303 ? 1 : 0);
    }
  });

  it('form no chain, whichever comes first', async () => {
    for (let round = 20; round < 20 + ROUNDS; round += 1) {
      const [a, b, d] = await women(round, 3) as [Id, Id, Id];
      const answers = await Promise.all([
        coordinator.post(`/people/${b}/merge/${a}`, versions), trainer.get('/people'), coordinator.post(`/people/${d}/merge/${b}`, versions),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      for (const id of [a, b, d]) expect([200, 301, 302, 303]).toContain((await coordinator.get(`/people/${id}`)).status);
    }
    expect(await chains()).toEqual([]);
  });

  it('lead on from record to record where an older version left a chain', async () => {
    const [a, b, d] = await women(60, 3) as [Id, Id, Id];
    const people = await test.dataSource.manager.find(Person);
    await test.unitOfWork.run(async (tx) => {
      for (const [from, to] of [[a, b], [b, d]]) await tx.update(Person, people.find(({ id }) => id === from) as Person, { mergedIntoId: to as Id });
      await tx.execute('DELETE FROM learners WHERE person_id IN (?, ?)', [a, b]);
    }, { actor: { accountId: null, centreId: null } });
    const answer = await coordinator.get(`/people/${a}`);
    expect(answer.headers.location).toBe(`/people/${d}`);
  });

  it('take nothing new: whoever is too late is told so', async () => {
    const [kept, merged] = await women(61, 2) as [Id, Id];
    await coordinator.post(`/people/${kept}/merge/${merged}`, versions);
    const late = test.unitOfWork.run((tx) => tx.insert(Placement, {
      id: '0190aaaa-0000-7000-8000-00000000000a', personId: merged, centreId: test.centre.id, level: 1, proposedLevel: null, testId: null,
      decidedAt: 1, decidedBy: null, reason: null,
    }), { actor: { accountId: null, centreId: test.centre.id } });
    await expect(late).rejects.toThrow('common:refusals.joined');
    expect(wordsOf(await coordinator.get(`/people/${kept}`))).toContain('Mamani Quispe');
  });
});
