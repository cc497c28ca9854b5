import { Learner } from '../../src/people/learner.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, type TillWorld } from './till-world.js';

describe.each(ENGINES)('whoever is at the till, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;
  let treasurer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 12 });
    await test.unitOfWork.run((tx) => refreshSearchWords(tx, world.room.people.map(({ id }) => id)), { actor: SYSTEM });
    treasurer = await test.signInAs(world.treasurer);
  });
  afterAll(() => test.close());

  const at = (index: number): Person => world.room.people[index] as Person;

  it('is found while one types, and without a script, saying no more than is needed', async () => {
    const found = JSON.parse((await treasurer.get('/till?q=alva&format=json')).text) as { results: { href: string; text: string; detail: string }[] };
    expect(found.results).toEqual([{ href: `/till?person=${at(0).id}`, text: 'Alva, Rosa María', detail: 'Debe S/\u00a010.00' }]);
    expect((await treasurer.get('/till?q=alva')).headers.location).toBe(`/till?person=${at(0).id}`);
    expect(wordsOf(await treasurer.get('/till?q=rosa'))).toContain('Apaza, Rosa María Debe S/ 10.00');
    expect(wordsOf(await treasurer.get('/till?q=nadie'))).toContain('No se encontró a nadie');
  });

  it('is found first where she owes, and it is said when there are more than are shown', async () => {
    const id = newId();
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Person, [{ ...at(0), id, surnames: 'Abad', searchName: 'abad rosa maria', sortName: 'abad rosa maria', dni: null, phone: null }]);
      await tx.insert(Learner, [{ id: newId(), personId: id, centreId: test.centre.id, kind: 'leader', registeredAt: 1, sortName: 'abad rosa maria' }] as never);
      await refreshSearchWords(tx, [id]);
    }, { actor: SYSTEM });
    const found = JSON.parse((await treasurer.get('/till?q=rosa&format=json')).text) as { results: { text: string }[]; words: string };
    expect([found.results.length, found.words, found.results.some(({ text }) => text.startsWith('Abad'))]).toEqual([8, 'Hay más de 8: siga escribiendo', false]);
    expect(wordsOf(await treasurer.get('/till?q=rosa'))).toContain('Hay más de 8: siga escribiendo');
  });

  it('is found among people of one name in the same order always', async () => {
    const [first, second] = [newId(), newId()];
    const twin = (id: string): Person => ({ ...at(0), id, surnames: 'Zapata', searchName: 'zapata rosa maria', sortName: 'zapata rosa maria', dni: null, phone: null });
    const learner = (id: string, personId: string): object => ({ id, personId, centreId: test.centre.id, kind: 'leader', registeredAt: 1, sortName: 'zapata rosa maria' });
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Person, [twin(first), twin(second)]);
      // The record that came second comes first.
      await tx.insert(Learner, [learner('ffffffff-0000-7000-8000-000000000002', first), learner('ffffffff-0000-7000-8000-000000000001', second)] as Learner[]);
      await refreshSearchWords(tx, [first, second]);
    }, { actor: SYSTEM });
    for (const path of ['/till?q=zapata&format=json', '/till?q=zapata%20rosa&format=json']) {
      const { results } = JSON.parse((await treasurer.get(path)).text) as { results: { href: string }[] };
      expect(results.map(({ href }) => href)).toEqual([`/till?person=${second}`, `/till?person=${first}`]);
    }
  });
});
