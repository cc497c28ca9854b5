import { loadCourses } from '../courses/load-courses.js';
import { Learner } from '../people/learner.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { addLearner, answerSurvey } from '../../test/helpers/learners.js';
import { needsScript } from '../activities/activity.presenter.js';
import { itemBank } from './item-bank.js';
import type { Item } from './item-schemas.js';
import type { ItemStep } from './next-step.js';
import { stepOf } from './placement-tests.service.js';
import { PlacementResponse } from './placement-response.entity.js';
import { PlacementTest } from './placement-test.entity.js';
import { PlacementRepository } from './placement.repository.js';

describe.each(ENGINES)('placement on %s', (engine) => {
  let world: TestApp;

  beforeAll(async () => {
    world = await startApp({ engine });
  });

  afterAll(() => world.close());

  const learner = (surnames?: string, centre = world.centre): Promise<{ personId: Id; visitor: Visitor }> => (
    addLearner(world, { ...(surnames === undefined ? {} : { surnames }), centre }));

  it('asks for her consent before its first question, and goes on with it or without', async () => {
    const { visitor } = await learner('Quispe Rojas');
    expect((await visitor.get('/placement')).headers.location).toBe('/my-data/consent?then=placement');
    expect((await visitor.get('/my-data/consent?then=placement')).text).toContain('href="/placement?consent&#x3D;later"');
    expect((await visitor.get('/placement?consent=later')).headers.location).toBe('/placement/questions/computerAccess');
    expect((await visitor.post('/my-data/consent', { then: 'placement' })).headers.location).toBe('/placement');
    expect((await visitor.get('/placement')).headers.location).toBe('/placement/questions/computerAccess');
  });

  it('asks one question a page, goes on where it was interrupted, and tells the learner record when she can come', async () => {
    const { personId, visitor } = await learner();
    await world.unitOfWork.run((tx) => tx.execute("UPDATE learners SET computer_use = 'sometimes' WHERE person_id = ?", [personId]), { actor: SYSTEM });
    const known = await visitor.get('/placement/questions/computerUse');
    expect(wordsOf(known)).toContain('Esto ya lo tenemos anotado');
    expect(known.text).toMatch(/value="sometimes" checked/);
    expect(wordsOf(await visitor.get('/placement/questions/fear'))).not.toContain('Esto ya lo tenemos anotado');
    const first = await visitor.post('/placement/questions/computerAccess', { computerAccess: 'none' });
    expect(first.headers.location).toBe('/placement/questions/computerUse');
    expect((await visitor.get('/placement')).headers.location).toBe('/placement/questions/computerUse');
    await answerSurvey(visitor);
    expect((await visitor.get('/placement')).headers.location).toBe('/placement/test');
    const kept = await world.dataSource.manager.findOneByOrFail(Learner, { personId });
    expect(kept.availability).toBeGreaterThan(0);
    expect([kept.computerUse, kept.access]).toEqual(['never', 'none']);
  });

  it('goes on for who has the test open twice, though both pages are sent at the same moment', async () => {
    const { personId, visitor } = await learner('Ticona Apaza');
    await answerSurvey(visitor);
    for (const [path, form] of [['/placement/test', {}], ['/placement/item/1', { left: 'yes' }]] as const) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => visitor.post(path, { ...form })));
      expect([path, answers.map(({ status }) => status)]).toEqual([path, Array.from({ length: 6 }, () => 303)]);
    }
    const tests = await world.dataSource.manager.findBy(PlacementTest, { personId });
    expect(tests).toHaveLength(1);
    expect(await world.dataSource.manager.countBy(PlacementResponse, { testId: tests[0]?.id as string })).toBe(1);
  });

  it('says what the test is for and that a person decides, before it begins', async () => {
    const { visitor } = await learner();
    const words = wordsOf(await visitor.get('/placement/test'));
    expect(words).toContain('Una persona del centro decide');
    expect(words).toContain('Ley 29733');
  });

  it('says of each level where it goes, as groups begin', async () => {
    await loadCourses(world.unitOfWork);
    const { personId } = await learner();
    const trainer = await world.signIn('trainer');
    const words = wordsOf(await trainer.get(`/placement/queue/${personId}`));
    expect(words).toMatch(/Primero asesoría, después 1A.*Inicial 1A a 1B.*Básico 1B a 1C.*Autónomo Curso 2: /su);
  });

  it('goes from the first item to a kind result without a number, whatever is sent', async () => {
    const { personId, visitor } = await learner();
    await visitor.post('/placement/test');
    for (let ordinal = 1; ordinal <= 20; ordinal += 1) {
      const shown = await visitor.get('/placement/item');
      if (shown.status === 303) break;
      const again = await visitor.post(`/placement/item/${ordinal}`, {});
      expect(again.status).toBe(422);
      const form = ordinal % 2 ? { left: 'yes' } : { answer: 'nonsense', trace: '{{{' };
      const answered = await visitor.post(`/placement/item/${ordinal}`, form);
      if (answered.status === 422) await visitor.post(`/placement/item/${ordinal}`, { left: 'yes' });
    }
    const result = await visitor.get('/placement/result');
    expect(result.status).toBe(200);
    expect(wordsOf(result)).not.toMatch(/\d/);
    const test = await world.dataSource.manager.findOneByOrFail(PlacementTest, { personId });
    expect(test.level).toBe(0);
    expect(test.finishedAt).not.toBeNull();
  });

  it('gives no task that her browser cannot show, and counts none that came up all the same', async () => {
    const { personId, visitor } = await learner();
    const plain = { _plain: 'yes' };
    const needing = new Set(itemBank().items.filter(needsScript).map(({ code }) => code));
    expect((await visitor.get('/placement/test')).text).toContain('<noscript><input type="hidden" name="_plain" value="yes"></noscript>');
    await visitor.post('/placement/test', plain);
    const asked = async (): Promise<string> => {
      const [test] = await world.dataSource.manager.findBy(PlacementTest, { personId });
      const step = stepOf(test as PlacementTest, await world.app.get(PlacementRepository).responses(test?.id as Id));
      return step.finished ? 'finished' : step.item.code;
    };
    const seen: string[] = [];
    for (let ordinal = 1; ordinal <= 20 && await asked() !== 'finished'; ordinal += 1) {
      seen.push(await asked());
      await visitor.post(`/placement/item/${ordinal}`, { ...plain, left: 'yes' });
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.filter((code) => needing.has(code))).toEqual([]);
  });

  it('takes a task that her browser cannot show for no answer, and gives another in its place', async () => {
    const { personId, visitor } = await learner();
    await visitor.post('/placement/test');
    // A seed whose first task needs the script.
    const test = await world.dataSource.manager.findOneByOrFail(PlacementTest, { personId });
    const first = (seed: number): Item => (stepOf({ ...test, seed }, []) as ItemStep<Item>).item;
    const seed = Array.from({ length: 500 }, (_, each) => each).find((each) => needsScript(first(each))) as number;
    await world.unitOfWork.run((tx) => tx.execute('UPDATE placement_tests SET seed = ? WHERE id = ?', [seed, test.id]), { actor: SYSTEM });
    expect((await visitor.post('/placement/item/1', { _plain: 'yes' })).headers.location).toBe('/placement/item');
    expect(await world.dataSource.manager.countBy(PlacementResponse, { testId: test.id })).toBe(0);
    expect((await visitor.get('/placement/item')).text).not.toContain('no funciona en este navegador');
  });

  it('stays on the same item after a power cut, and passes over a second answer to an item', async () => {
    const { personId, visitor } = await learner();
    await visitor.post('/placement/test');
    const before = wordsOf(await visitor.get('/placement/item'));
    expect(wordsOf(await visitor.get('/placement/item'))).toBe(before);
    await visitor.post('/placement/item/1', { left: 'yes' });
    await visitor.post('/placement/item/1', { left: 'yes' });
    const test = await world.dataSource.manager.findOneByOrFail(PlacementTest, { personId });
    expect(await world.dataSource.manager.countBy(PlacementResponse, { testId: test.id })).toBe(1);
    await visitor.post('/placement/test');
    expect(await world.dataSource.manager.countBy(PlacementTest, { personId })).toBe(1);
  });

  it('asks aloud on one page', async () => {
    const { personId } = await learner();
    const trainer = await world.signIn('trainer');
    await world.unitOfWork.run((tx) => tx.execute('UPDATE learners SET computer_use = ? WHERE person_id = ?', ['sometimes', personId]), { actor: SYSTEM });
    const asked = await trainer.get(`/people/${personId}/diagnosis`);
    expect(wordsOf(asked)).toContain('¿Cuándo puede venir?');
    // What the list said stands there already.
    expect(asked.text).toMatch(/name="computerUse"[^>]*value="sometimes"[^>]*checked/);
    const saved = await trainer.post(`/people/${personId}/diagnosis`, { computerUse: 'weekly', hours: ['tt-morning', 'evenings'] });
    expect(saved.headers.location).toBe(`/people/${personId}/diagnosis/answers`);
    const answered = await trainer.get(`/people/${personId}/diagnosis/answers`);
    expect(wordsOf(answered)).toContain('Cada semana');
    expect(answered.text).toContain(`/people/${personId}/access`);
    expect(wordsOf(answered)).toContain('Siguiente persona');
    expect((await world.dataSource.manager.findOneByOrFail(Learner, { personId })).computerUse).toBe('weekly');
  });

  it('asks aloud for the consent first of those whom nobody has asked, and numbers its questions', async () => {
    const { personId } = await learner();
    const trainer = await world.signIn('trainer');
    const path = `/people/${personId}/diagnosis`;
    const asked = wordsOf(await trainer.get(path));
    expect(asked).toMatch(/Primero, su consentimiento .* 1\. .* 11\. /s);
    expect(wordsOf(await (await world.signIn('coach')).get(path))).not.toContain('Primero, su consentimiento');
    const early = await trainer.post(path, { consentHow: 'spoken', consentOn: '31/02/2026', fear: 'some' });
    expect([early.status, /name="fear"[^>]*value="some"[^>]*checked/.test(early.text)]).toEqual([422, true]);
    const blank = await trainer.post(path, { purposes: ['what is none'] });
    expect([blank.status, wordsOf(blank).includes('No marcó ninguna respuesta')]).toEqual([422, true]);
    const both = await trainer.post(path, { purposes: ['nothing', 'news'] });
    expect([both.status, wordsOf(both).includes('Marcó que nada y también otra respuesta')]).toEqual([422, true]);
    expect((await trainer.post(path, { consentHow: 'spoken', consentCovers: ['contact'], consentOn: '23/11/2026', fear: 'some' })).status).toBe(303);
    const kept = await world.dataSource.query<{ how: string; covers: string }[]>('SELECT how, covers FROM consents WHERE person_id = ?', [personId]);
    expect(kept.map(({ how, covers }) => [how, covers.includes('contact')])).toEqual([['spoken', true]]);
    expect(wordsOf(await trainer.get(path))).not.toContain('Primero, su consentimiento');
  });

  it('shows nobody of another centre, and no queue to a learner', async () => {
    const elsewhere = await world.addCentre('Villa María del Triunfo');
    const { personId } = await learner('Flores Inga', elsewhere);
    const trainer = await world.signIn('trainer');
    for (const path of [`/placement/queue/${personId}`, `/placement/queue/${personId}/checklist`, `/people/${personId}/diagnosis`]) {
      expect((await trainer.get(path)).status).toBe(404);
    }
    expect((await trainer.post(`/placement/queue/${personId}`, { level: '1', reason: 'x' })).status).toBe(404);
    const { visitor } = await learner();
    expect((await visitor.get('/placement/queue')).status).toBe(403);
  });

  it('says beforehand what it is for, to be read aloud, and how far the test is', async () => {
    const { personId, visitor } = await learner();
    const trainer = await world.signIn('trainer');
    for (const path of [`/people/${personId}/diagnosis`, `/placement/queue/${personId}/checklist`]) {
      expect(wordsOf(await trainer.get(path))).toMatch(/Lea esto en voz alta.*una persona del centro decide.*016-2024-JUS/u);
    }
    expect(wordsOf(await visitor.get('/placement/questions/computerUse'))).toContain('a proponer su nivel');
    await visitor.post('/placement/test');
    expect(wordsOf(await visitor.get('/placement/item'))).toContain('Serán entre 6 y 20');
  });
});
