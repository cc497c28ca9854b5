import { loadCourses } from '../courses/load-courses.js';
import { Membership } from '../organisations/membership.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Learner } from '../people/learner.entity.js';
import { refreshSearchWords } from '../people/search-words.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { tellEdition } from '../../test/groups/edition-story.js';
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
import { Placement } from './placement.entity.js';

describe.each(ENGINES)('placement on %s', (engine) => {
  let world: TestApp;

  beforeAll(async () => {
    world = await startApp({ engine });
  });

  afterAll(() => world.close());

  const learner = (surnames?: string, centre = world.centre): Promise<{ personId: Id; visitor: Visitor }> => (
    addLearner(world, { ...(surnames === undefined ? {} : { surnames }), centre }));

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

  it('shows the people of an edition alone where its tab leads, with a way back to all', async () => {
    const story = await tellEdition(world, { people: 3, levelOf: () => null });
    const other = await learner('Zarzosa Inga');
    await answerSurvey(other.visitor);
    const trainer = await world.signIn('trainer');
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

  it('lets a trainer watch, confirm with one form, and override with a reason only', async () => {
    const { personId } = await learner('Huamán Ticona');
    const trainer = await world.signIn('trainer');
    const few = await trainer.post(`/placement/queue/${personId}/checklist`, {});
    expect(few.status).toBe(422);
    const marks = Object.fromEntries(itemBank().tasks.map(({ code, level }) => [`task-${code}`, level < 2 ? 'alone' : 'no']));
    expect((await trainer.post(`/placement/queue/${personId}/checklist`, marks)).status).toBe(303);
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
    expect(decided).toMatch(/Su nivel [^,]+, desde el 23\/11\/2026 .*Propuesta/s);
  });

  it('lists those to be asked by their names, with the organisation that leads to the others of it', async () => {
    const centre = await world.addCentre('Por diagnosticar');
    const trainer = await world.signIn('trainer', { centre });
    const [one, two, three] = [await learner('Zevallos Inga', centre), await learner('Ñaupari Ccori', centre), await learner('Abanto Ramos', centre)];
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

  it('counts everybody at one stage, in few queries', async () => {
    const trainer = await world.signIn('trainer');
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
    const trainer = await world.signIn('trainer');
    for (const q of ['zevallos', '47110935']) {
      const page = await trainer.get(`/placement/queue?stage=to-test&q=${q}`);
      expect(wordsOf(page)).toContain('Zevallos Ñahui');
      expect(wordsOf(page)).not.toContain('Quispe Poma');
      expect(page.text.replace(/&amp;/gu, '&').replace(/&#x3D;/gu, '=')).toContain(`/placement/queue?stage=placed&q=${q}`);
    }
    expect(wordsOf(await trainer.get('/placement/queue?stage=to-test&q=nadiesellamaasi'))).toContain('Nadie con esos datos');
    expect((await trainer.get(`/placement/queue?edition=${found.personId}`)).status).toBe(404);
    const nobody = await trainer.post('/cards', { back: '/placement/queue?stage=to-test' });
    expect(nobody.headers.location).toBe('/placement/queue?stage=to-test');
    const cards = await trainer.post('/cards', { persons: [found.personId], back: '/placement/queue?stage=to-test' });
    expect(cards.text).toContain('Tengo una tarjeta');
    expect(cards.text).toContain('/sign-in/card');
    expect((await trainer.post('/cards', { persons: ['0190aaaa-0000-7000-8000-000000000000'] })).status).toBe(404);
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

  it.each(['stage=nonsense', 'page=-3', 'page=x', 'stage=placed&page=99999', 'page=1.01', 'page=1e308'])('bears %s', async (query) => {
    const trainer = await world.signIn('trainer');
    expect((await trainer.get(`/placement/queue?${query}`)).status).toBe(200);
  });
});
