import { addLearner, answerSurvey, leaveAllItems, marksBelow } from '../../test/helpers/learners.js';
import { tellEdition } from '../../test/groups/edition-story.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Membership } from '../organisations/membership.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { newConsent } from '../people/consent-texts.js';
import { Consent } from '../people/consent.entity.js';
import { Learner } from '../people/learner.entity.js';
import { refreshSearchWords } from '../people/search-words.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { PlacementTest } from './placement-test.entity.js';
import { PlacementRepository } from './placement.repository.js';
import { Placement } from './placement.entity.js';

const MINUTE = 60_000;
const levelNames = [0, 1, 2, 3].map((level) => translator('es')(`levels:names.${level}`));

describe.each(ENGINES)('the queue of placement and its decisions, on %s', (engine) => {
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

  it('leaves as the list of a stage, and the trail says so', async () => {
    const { level, personId } = await observed('Lista Llevada');
    expect((await trainer.get('/placement/queue?stage=to-confirm')).text).toContain('action="/placement/queue/exports"');
    const taken = await trainer.post('/placement/queue/exports', { as: 'csv', stage: 'to-confirm' });
    expect(taken.text).toMatch(new RegExp(`Lista Llevada, [^;]+;[^;]*;${levelNames[level]};;\\d\\d/\\d\\d/2026\r`, 'u'));
    for (const as of ['xlsx', 'pdf']) expect((await trainer.post('/placement/queue/exports', { as, stage: 'placed', q: 'nadie' })).status).toBe(200);
    expect(wordsOf(await (await world.signIn('administrator', { everywhere: true })).get('/audit?entity=taken_lists'))).toContain('Ubicación por nivel');
    await trainer.post(`/placement/queue/${personId}`, { level: String(level) });
  });

  it('puts the focus on the first name and on no button, so that a stray Enter fixes nothing', async () => {
    const { personId } = await observed('Aguilar Flores');
    const { text } = await trainer.get('/placement/queue?stage=to-confirm');
    expect(text.match(/data-first/gu)).toHaveLength(1);
    expect(text).toContain(`<a href="/placement/queue/${personId}" data-first>`);
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
    expect((await trainer.get('/placement/queue')).text).toMatch(new RegExp(`quedó en el nivel [^]*<a href="/placement/queue/${personId}"[^>]*>Ver o cambiar`, 'u'));
    const other = String((level + 1) % 4);
    world.clock.advance(MINUTE);
    await trainer.post(`/placement/queue/${personId}`, { level: other, reason: 'La vi trabajar' });
    world.clock.advance(MINUTE);
    const page = await trainer.get(`/placement/queue/${personId}`);
    expect(page.text).not.toMatch(/autofocus|data-first/u);
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
    expect(words).not.toContain('Hoy dio su primer paso');
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
    expect(wordsOf(await trainer.get(`/placement/queue/${personId}`))).toContain('Tareas observadas');
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

  it('shows the people of an edition alone where its tab leads, with a way back to all', async () => {
    const story = await tellEdition(world, { people: 3, levelOf: () => null });
    const other = await addLearner(world, { surnames: 'Zarzosa Inga' });
    await answerSurvey(other.visitor);
    await trainer.post(`/editions/${story.edition.id}/enrolments`, { people: story.people.slice(0, 2).map(({ id }) => id) });
    const page = await trainer.get(`/placement/queue?edition=${story.edition.id}&stage=to-diagnose`);
    const [one, , three] = story.people.map(({ surnames }) => surnames);
    expect(wordsOf(page)).toContain(one);
    expect(wordsOf(page)).not.toContain(three);
    expect(wordsOf(page)).toContain('Se muestran solo las personas inscritas en Curso 1 de verano.');
    expect(page.text.replaceAll('&#x3D;', '=')).toContain(`href="/placement/queue?edition=${story.edition.id}&amp;stage=to-test"`);
    expect(wordsOf(await trainer.get(`/placement/queue?edition=${story.edition.id}`))).not.toContain('Zarzosa Inga');
    expect(wordsOf(await trainer.get('/placement/queue?stage=to-test'))).toContain('Zarzosa Inga');
    const stranger = await world.signIn('trainer', { centre: await world.addCentre('Chorrillos') });
    expect((await stranger.get(`/placement/queue?edition=${story.edition.id}`)).status).toBe(404);
  });

  it('lets a trainer watch, confirm with one form, and override with a reason only', async () => {
    const { personId } = await addLearner(world, { surnames: 'Huamán Ticona' });
    const few = await trainer.post(`/placement/queue/${personId}/checklist`, {});
    expect(few.status).toBe(422);
    expect((await trainer.post(`/placement/queue/${personId}/checklist`, marksBelow(2))).status).toBe(303);
    const [test] = await world.dataSource.manager.findBy(PlacementTest, { personId });
    const queue = await trainer.get('/placement/queue?stage=to-confirm');
    expect(queue.text).toContain('Huamán Ticona');
    expect(queue.text).toContain('data-confirm-row');
    const other = ((test?.level ?? 0) + 1) % 4;
    const unexplained = await trainer.post(`/placement/queue/${personId}`, { level: String(other) });
    expect(unexplained.status).toBe(422);
    expect(unexplained.text).toContain('Escriba por qué');
    await trainer.post(`/placement/queue/${personId}`, { level: String(test?.level) });
    await trainer.post(`/placement/queue/${personId}`, { level: String(other), reason: 'Usa la computadora en su trabajo' });
    const history = await world.dataSource.manager.find(Placement, { where: { personId }, order: { decidedAt: 'ASC' } });
    expect(history.map(({ level }) => level).sort()).toEqual([test?.level, other].sort());
    const decided = wordsOf(await trainer.get(`/placement/queue/${personId}`));
    expect(decided).toContain('Usa la computadora en su trabajo');
    // Who was watched has not sat the test: there is nothing to repeat.
    expect(decided).toContain('Permitir que haga la prueba en la PC');
    // Her level stands before what was proposed.
    expect(decided).toMatch(/Su nivel [^,]+, desde el [\d/]{10} .*Propuesta/s);
  });

  it('lists those to be asked by their names, with the organisation that leads to the others of it', async () => {
    const centre = await world.addCentre('Por diagnosticar');
    const trainer = await world.signIn('trainer', { centre });
    const learner = (surnames: string): Promise<{ personId: Id }> => addLearner(world, { surnames, centre });
    const [one, two, three] = [await learner('Zevallos Inga'), await learner('Ñaupari Ccori'), await learner('Abanto Ramos')];
    const organisation = newId();
    for (const [index, { personId }] of [three, two, one].entries()) {
      await world.unitOfWork.run((tx) => tx.execute('UPDATE learners SET sort_name = ? WHERE person_id = ?', [String(index), personId]), { actor: SYSTEM });
    }
    await world.unitOfWork.run(async (tx) => {
      await tx.insert(Organisation, {
        id: organisation, centreId: centre.id, registerNumber: null, name: 'Comedor Popular Las Retamas', searchName: 'comedor popular las retamas',
        type: 'soup_kitchen', sector: null, district: null, address: null, recognisedOn: null, mandateEndsOn: null, createdAt: world.clock.now(), version: 1,
      } as Organisation);
      await tx.insert(Membership, [one, three].map(({ personId }) => ({
        id: newId(), personId, organisationId: organisation, post: 'member', board: false, since: null, until: null, createdAt: world.clock.now(), version: 1,
      })));
    }, { actor: SYSTEM });
    const page = await trainer.get('/placement/queue?stage=to-diagnose');
    expect(wordsOf(page)).toMatch(/Abanto Ramos, .* Comedor Popular Las Retamas .*Ñaupari Ccori.*Zevallos Inga/s);
    expect(wordsOf(page)).not.toContain('Nivel propuesto');
    const href = /href="([^"]+)">Comedor Popular Las Retamas/.exec(page.text)?.[1] ?? '';
    const ofIt = wordsOf(await trainer.get(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')));
    expect([ofIt.includes('Abanto Ramos'), ofIt.includes('Ñaupari'), ofIt.includes('Zevallos Inga')]).toEqual([true, false, true]);
  });

  it('counts everybody at one stage, in few queries', async () => {
    const counts = await world.app.get(PlacementRepository).counts(world.centre.id);
    const learners = await world.dataSource.manager.countBy(Learner, { centreId: world.centre.id });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(learners);
    const { result, queries } = await countQueries(() => trainer.get('/placement/queue?stage=to-diagnose'));
    expect(result.status).toBe(200);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('finds people by name or DNI, keeps that in the tabs, and gives cards to those who are marked', async () => {
    const found = await addLearner(world, { surnames: 'Zevallos Ñahui', dni: '47110935' });
    await world.unitOfWork.run((tx) => refreshSearchWords(tx, [found.personId]), { actor: SYSTEM });
    await answerSurvey(found.visitor);
    for (const q of ['zevallos', '47110935']) {
      const page = await trainer.get(`/placement/queue?stage=to-test&q=${q}`);
      expect(wordsOf(page)).toContain('Zevallos Ñahui');
      expect(wordsOf(page)).not.toContain('Quispe Poma');
      expect(page.text.replace(/&amp;/gu, '&').replace(/&#x3D;/gu, '=')).toContain(`/placement/queue?stage=placed&q=${q}`);
    }
    for (const q of ['nadiesellamaasi', '%25']) expect(wordsOf(await trainer.get(`/placement/queue?stage=to-test&q=${q}`))).toContain('Nadie con esos datos');
    expect((await trainer.get(`/placement/queue?edition=${found.personId}`)).status).toBe(404);
    const nobody = await trainer.post('/cards', { back: '/placement/queue?stage=to-test' });
    expect(nobody.headers.location).toBe('/placement/queue?stage=to-test');
    const cards = await trainer.post('/cards', { persons: [found.personId], back: '/placement/queue?stage=to-test' });
    expect(cards.text).toContain('Tengo una tarjeta');
    expect(cards.text).toContain('/sign-in/card');
    expect((await trainer.post('/cards', { persons: ['0190aaaa-0000-7000-8000-000000000000'] })).status).toBe(404);
  });

  it('comes back to the page, the search and the edition that somebody was confirmed from', async () => {
    const { personId, level } = await observed('Yupanqui Soto');
    const { headers } = await trainer.post(`/placement/queue/${personId}`, { level: String(level), q: 'yupanqui', page: '2' });
    expect(headers.location).toBe('/placement/queue?q=yupanqui&page=2');
  });

  it.each(['stage=nonsense', 'page=-3', 'page=x', 'stage=placed&page=99999', 'page=1.01', 'page=1e308'])('bears %s', async (query) => {
    expect((await trainer.get(`/placement/queue?${query}`)).status).toBe(200);
  });
});
