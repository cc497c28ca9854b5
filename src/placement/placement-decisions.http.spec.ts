import { addLearner, answerSurvey, leaveAllItems, marksBelow } from '../../test/helpers/learners.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { newConsent } from '../people/consent-texts.js';
import { Consent } from '../people/consent.entity.js';
import { Learner } from '../people/learner.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { PlacementTest } from './placement-test.entity.js';
import { Placement } from './placement.entity.js';

const MINUTE = 60_000;

describe.each(ENGINES)('deciding on a level, on %s', (engine) => {
  let world: TestApp;
  let trainer: Visitor;

  beforeAll(async () => {
    world = await startApp({ engine });
    trainer = await world.signIn('trainer');
  });

  afterAll(() => world.close());
  afterEach(() => world.clock.advance(MINUTE));

  async function observed(surnames: string): Promise<{ personId: Id; visitor: Visitor; level: number }> {
    const learner = await addLearner(world, { surnames });
    await trainer.post(`/placement/queue/${learner.personId}/checklist`, marksBelow(2));
    const test = await world.dataSource.manager.findOneByOrFail(PlacementTest, { personId: learner.personId });
    return { ...learner, level: test.level as number };
  }

  const levelsOf = async (personId: Id): Promise<number[]> => (
    (await world.dataSource.manager.find(Placement, { where: { personId }, order: { decidedAt: 'ASC' } })).map(({ level }) => level));

  it('puts the focus on the first name and on no button, so that a stray Enter fixes nothing', async () => {
    const { personId } = await observed('Aguilar Flores');
    const { text } = await trainer.get('/placement/queue?stage=to-confirm');
    expect(text.match(/autofocus/gu)).toHaveLength(1);
    expect(text).toContain(`<a href="/placement/queue/${personId}" autofocus>`);
    expect(text).toContain('data-confirm-row');
    expect(text).toContain('C confirma');
  });

  it('tells whose consent is missing', async () => {
    const asked = await observed('Aguilera Soto');
    const { personId } = await observed('Aguirre Soto');
    await world.unitOfWork.run((tx) => tx.insert(Consent, [
      { id: newId(), personId: asked.personId, centreId: world.centre.id, ...newConsent('spoken', '2026-11-02', []) },
    ]), { actor: SYSTEM });
    const page = await trainer.get('/placement/queue?stage=to-confirm');
    expect(page.text).toContain(`<a class="badge badge--warning" href="/people/${personId}/consent">`);
    expect(wordsOf(page)).toContain('Aguirre Soto, Rosa Falta consentimiento');
    expect(page.text).not.toContain(`/people/${asked.personId}/consent`);
  });

  it('confirms with one form while she is to be confirmed, and never again', async () => {
    const { personId, level } = await observed('Benites Soto');
    expect((await trainer.get(`/placement/queue/${personId}`)).text).toMatch(/<button[^>]*autofocus/u);
    await trainer.post(`/placement/queue/${personId}`, { level: String(level) });
    const other = String((level + 1) % 4);
    world.clock.advance(MINUTE);
    await trainer.post(`/placement/queue/${personId}`, { level: other, reason: 'La vi trabajar' });
    world.clock.advance(MINUTE);
    const page = await trainer.get(`/placement/queue/${personId}`);
    expect(page.text).not.toContain('autofocus');
    expect(wordsOf(page)).not.toContain('Confirmar');
    const again = await trainer.post(`/placement/queue/${personId}`, { level: String(level) });
    expect(again.status).toBe(422);
    expect(wordsOf(again)).toContain('Ya se decidió su nivel');
    expect(await levelsOf(personId)).toEqual([level, Number(other)]);
  });

  it('decides nothing over what somebody else has decided meanwhile, unless told again', async () => {
    const { personId, level } = await observed('Benavides Cruz');
    const path = `/placement/queue/${personId}`;
    const basedOn = async (): Promise<string> => /name="basedOn" value="([\w-]+)"/.exec((await trainer.get(path)).text)?.[1] as string;
    const old = await basedOn();
    expect(old).toBe('none');
    const other = String((level + 1) % 4);
    expect((await trainer.post(path, { level: String(level) })).status).toBe(303);
    world.clock.advance(MINUTE);
    const stale = await trainer.post(path, { level: other, reason: 'La vi trabajar', basedOn: old });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('La vi trabajar');
    expect(await levelsOf(personId)).toEqual([level]);
    const renewed = await basedOn();
    const twice = await Promise.all([0, 1, 2].map((each) => trainer.post(path, { level: String(each), reason: `Por ${each}`, basedOn: renewed })));
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(await levelsOf(personId)).toHaveLength(2);
  });

  it('speaks of choosing a level where there is none, and of another one where there is', async () => {
    const { personId } = await addLearner(world);
    expect(wordsOf(await trainer.get(`/placement/queue/${personId}`))).toContain('Elegir nivel');
    const tested = await observed('Condori Paz');
    expect(wordsOf(await trainer.get(`/placement/queue/${tested.personId}`))).toContain('Elegir otro nivel');
  });

  it('keeps her result on her home while she waits, and when somebody has decided', async () => {
    const { personId, visitor } = await addLearner(world, { surnames: 'Dávila Ríos' });
    await answerSurvey(visitor);
    await leaveAllItems(visitor);
    expect(wordsOf(await visitor.get('/'))).toContain('Ya terminó; una persona confirma su nivel');
    expect((await visitor.get('/')).text).toContain('href="/placement/result"');
    world.clock.advance(MINUTE);
    await trainer.post(`/placement/queue/${personId}`, { level: '0' });
    expect(wordsOf(await visitor.get('/'))).toContain('Una persona del centro ya decidió su nivel');
    world.clock.advance(40 * 24 * 60 * MINUTE);
    trainer = await world.signIn('trainer');
    const later = await world.signInAs(visitor.account as never);
    expect((await later.get('/')).text).not.toContain('/placement/result');
  });

  it('lets her sit the test again only when the staff says so, and never takes an old decision for its answer', async () => {
    const { personId, visitor } = await addLearner(world, { surnames: 'Espinoza Vera' });
    await answerSurvey(visitor);
    await leaveAllItems(visitor);
    world.clock.advance(MINUTE);
    expect((await visitor.get('/placement/test')).headers.location).toBe('/placement/result');
    const refused = await visitor.post('/placement/test');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Ya terminó la prueba');
    await trainer.post(`/placement/queue/${personId}`, { level: '3', reason: 'Trabaja en una cabina' });
    expect(wordsOf(await visitor.get('/placement/result'))).toContain('Su nivel es Autónomo');
    world.clock.advance(MINUTE);
    await trainer.post(`/placement/queue/${personId}/retest`);
    expect(wordsOf(await trainer.get(`/placement/queue/${personId}`))).toContain('Puede repetir la prueba');
    expect(wordsOf(await visitor.get('/'))).toContain('Hacer la prueba');
    world.clock.advance(MINUTE);
    await leaveAllItems(visitor);
    const result = wordsOf(await visitor.get('/placement/result'));
    expect(result).toContain('le dirá su grupo');
    expect(result).not.toContain('Autónomo');
    expect(await world.dataSource.manager.countBy(PlacementTest, { personId })).toBe(2);
    expect((await world.dataSource.manager.findOneByOrFail(Learner, { personId })).placementStage).toBe('to-confirm');
  });

  it('shows her level, and no praise for a test, to somebody who was placed without one', async () => {
    const { personId, visitor } = await addLearner(world);
    await answerSurvey(visitor);
    await trainer.post(`/placement/queue/${personId}`, { level: '1', reason: 'Viene de otro centro' });
    expect((await visitor.get('/placement')).headers.location).toBe('/placement/result');
    const words = wordsOf(await visitor.get('/placement/result'));
    expect(words).toContain('Su nivel es Inicial');
    expect(words).not.toContain('se sentó frente a la computadora');
  });

  it('closes a test that she left open when she is watched, and goes by what was finished last', async () => {
    const { personId, visitor } = await addLearner(world, { surnames: 'Farfán Luna' });
    await answerSurvey(visitor);
    await visitor.post('/placement/test');
    await visitor.post('/placement/item/1', { left: 'yes' });
    world.clock.advance(MINUTE);
    await trainer.post(`/placement/queue/${personId}/checklist`, marksBelow(2));
    expect((await visitor.get('/placement/item')).headers.location).toBe('/placement');
    expect((await visitor.post('/placement/item/2', { left: 'yes' })).headers.location).toBe('/placement');
    const tests = await world.dataSource.manager.findBy(PlacementTest, { personId });
    expect(tests.map(({ mode, finishedAt, closedAt }) => [mode, finishedAt !== null, closedAt !== null]).sort()).toEqual([
      ['observed', true, false], ['self', false, true],
    ]);
    expect(wordsOf(await trainer.get(`/placement/queue/${personId}`))).toContain('Observado');
  });

  it('keeps the history of levels in the database itself', async () => {
    const { personId, level } = await observed('Gálvez Mora');
    await trainer.post(`/placement/queue/${personId}`, { level: String(level) });
    const change = (sql: string): Promise<unknown> => world.unitOfWork.run((tx) => tx.manager.query(sql, [personId]), { actor: SYSTEM });
    await expect(change('UPDATE placements SET level = 3 WHERE person_id = ?')).rejects.toThrow();
    await expect(change('DELETE FROM placements WHERE person_id = ?')).rejects.toThrow();
    // Merging lets a decision belong to the record that stays.
    const { personId: other } = await addLearner(world);
    await world.unitOfWork.run((tx) => tx.manager.query('UPDATE placements SET person_id = ? WHERE person_id = ?', [other, personId]), { actor: SYSTEM });
    expect(await levelsOf(other)).toEqual([level]);
  });
});
