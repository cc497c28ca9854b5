import { addGraduates } from '../../test/certificates/graduates.js';
import type { Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import type { Account } from '../accounts/account.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { Learner } from '../people/learner.entity.js';
import { restage } from '../people/restage.js';
import { PlacementResponse } from '../placement/placement-response.entity.js';
import { PlacementTest } from '../placement/placement-test.entity.js';
import { Placement } from '../placement/placement.entity.js';
import { formOf } from '../placement/test-forms.js';
import { SYSTEM } from '../shared/database/tx.js';
import { countQueries } from '../shared/database/query-count.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { EndlineOpening } from './endline-opening.entity.js';
import { EndlineRepository } from './endline.repository.js';

describe.each(ENGINES)('the test at the end of a course, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let learner: Visitor;
  let other: Visitor;
  let room: Classroom;
  let base: string;
  let personId: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    room = await addGraduates(test, { count: 3, deedsOf: () => ({ came: 10, finished: 3 }) });
    base = `/editions/${room.edition.id}/certificates`;
    personId = room.people[0]?.id as Id;
    learner = await test.signIn('learner', { personId });
    const before: PlacementTest = {
      ...new PlacementTest(), id: newId(), personId, centreId: test.centre.id, mode: 'self', purpose: 'placement', seed: 1, startedAt: test.clock.now() - 5_000,
      finishedAt: test.clock.now() - 4_000, priorMean: 0, priorDeviation: 1, theta: 1.2, deviation: 0.3, level: 3, certainty: 0.9, observedBy: null, version: 1,
    };
    const decided = { id: newId(), personId, centreId: test.centre.id, level: 3 as const, proposedLevel: 3 as const, testId: before.id, decidedAt: test.clock.now() - 3_000, decidedBy: null, reason: null };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(PlacementTest, before);
      await tx.insert(Placement, decided);
      await restage(tx, personId);
    }, { actor: SYSTEM });
  });
  afterAll(() => test.close());

  it('is not there before the last week, neither for staff nor for learners', async () => {
    const page = await coordinator.get(base);
    expect(wordsOf(page)).toContain('La prueba del final se abre en la última semana');
    expect(page.text).not.toContain(`action="${base}/endline"`);
    expect(wordsOf(await coordinator.get(base.replace('/certificates', '')))).toContain('Se abre en la última semana del curso');
    const early = await coordinator.post(`${base}/endline`);
    expect([early.status, wordsOf(early).includes('se abre en la última semana')]).toEqual([422, true]);
    for (const path of ['/endline', '/endline/item']) expect((await learner.get(path)).status).toBe(404);
    expect(wordsOf(await learner.get('/'))).not.toContain('Mostrar lo que ya sabe hacer');
  });

  it('is opened by the staff with one press, and offered to her', async () => {
    test.clock.travelTo(instantAt('2026-12-14', '10:00'));
    [coordinator, learner] = [await test.signIn('coordinator'), await test.signInAs(learner.account as Account)];
    expect(wordsOf(await coordinator.get(base))).toContain('Abrir la prueba del final');
    expect((await coordinator.post(`${base}/endline`)).headers.location).toBe(base);
    expect((await coordinator.post(`${base}/endline`)).status).toBe(303);
    expect(wordsOf(await coordinator.get(base))).toContain('Está abierta para las personas del curso');
    expect((await learner.get('/')).text).toContain('href="/endline"');
  });

  it('takes the other form, goes on where it stopped, and changes no level', async () => {
    expect((await learner.post('/endline')).headers.location).toBe('/endline/item');
    expect((await learner.post('/endline/item/1', {})).status).toBe(422);
    let next: string | undefined = '/endline/item';
    for (let ordinal = 1; next === '/endline/item' && ordinal <= 30; ordinal += 1) {
      expect((await learner.get('/endline/item')).text).toContain(`action="/endline/item/${ordinal}"`);
      next = (await learner.post(`/endline/item/${ordinal}`, { left: 'yes' })).headers.location;
    }
    expect(next).toBe('/endline');
    const [taken] = await test.dataSource.manager.findBy(PlacementTest, { personId, purpose: 'endline' });
    expect(taken?.finishedAt).not.toBeNull();
    const items = await test.dataSource.manager.findBy(PlacementResponse, { testId: taken?.id });
    expect(items.every(({ itemCode }) => formOf(itemCode) !== 'A')).toBe(true);
    expect(await test.dataSource.manager.countBy(Placement, { personId })).toBe(1);
    expect((await test.dataSource.manager.findOneBy(Learner, { personId }))?.placementStage).toBe('placed');
    expect(wordsOf(await learner.get('/placement/result'))).toContain('Autónomo');
  });

  it('thanks her once, in words, and shows the staff before and after', async () => {
    const done = wordsOf(await learner.get('/endline'));
    expect(done).toContain('Gracias, ya terminó');
    expect(done).not.toMatch(/-?\d+\.\d/);
    expect((await learner.get('/')).text).not.toContain('href="/endline"');
    expect((await learner.post('/endline')).headers.location).toBe('/endline');
    expect(await test.dataSource.manager.countBy(PlacementTest, { personId, purpose: 'endline' })).toBe(1);
    const overview = await coordinator.get(base.replace('/certificates', ''));
    expect(wordsOf(overview)).toContain('1 persona la terminó');
    expect(overview.text).toContain(`href="${base}#endline"`);
    const { result, queries } = await countQueries(() => coordinator.get(base));
    expect(wordsOf(result)).toMatch(/De Autónomo a (Primeros pasos|Inicial): le costó más que antes/);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('shows the staff before and now, person by person, and her what she can do', async () => {
    const seen = await coordinator.get(`${base}/endline`);
    expect(wordsOf(seen)).toMatch(/1 de 3 personas hizo la prueba del final.*Antes Ahora.*Autónomo (Primeros pasos|Inicial)/su);
    expect((await (await test.signIn('trainer')).get(`${base}/endline`)).status).toBe(200);
    expect((await coordinator.get(base)).text).toContain(`href="${base}/endline"`);
    const offered = async (role: 'trainer' | 'coach' | 'treasurer'): Promise<boolean[]> => {
      const page = await (await test.signIn(role)).get(base);
      return [page.status === 200, page.text.includes(`action="${base}/endline/closing"`), page.text.includes(`href="${base}/endline"`), wordsOf(page).includes('De Autónomo a')];
    };
    expect([await offered('trainer'), await offered('coach'), await offered('treasurer')]).toEqual([[true, true, true, true], [true, false, true, true], [true, false, false, false]]);
    const done = wordsOf(await learner.get('/endline'));
    expect(done).toMatch(/Gracias por intentarlo|Usted ya puede/);
    expect(done).not.toContain('le contará');
  });

  it('has words of its own, and says that a course is over only when it is', async () => {
    other = await test.signIn('learner', { personId: room.people[1]?.id as Id });
    expect(wordsOf(await other.get('/endline'))).toContain('está terminando');
    await other.post('/endline');
    const first = wordsOf(await other.get('/endline/item'));
    expect(first).toContain('Serán entre 6 y 20 tareas cortas');
    expect(first).not.toContain('grupo le conviene');
  });

  it('is closed with one press, and opened again; who has begun may end it', async () => {
    const third = await test.signIn('learner', { personId: room.people[2]?.id as Id });
    expect((await coordinator.post(`${base}/endline/closing`)).headers.location).toBe(base);
    expect(wordsOf(await coordinator.get(base))).toContain('Está cerrada. 1 persona la terminó.');
    expect([(await other.get('/endline/item')).status, (await third.get('/endline')).status]).toEqual([200, 404]);
    expect((await third.get('/')).text).not.toContain('href="/endline"');
    await coordinator.post(`${base}/endline`);
    expect((await third.get('/endline')).status).toBe(200);
    test.clock.travelTo(instantAt('2027-03-01', '10:00'));
    const later = await test.signInAs(third.account as Account);
    expect(wordsOf(await later.get('/endline'))).toContain('terminó. Muestre lo que ya puede hacer');
    coordinator = await test.signIn('coordinator');
  });

  it('is that of the course whose test was opened last: what a later course finds says nothing of this one', async () => {
    const { manager } = test.dataSource;
    const [[opening], [first]] = [await manager.findBy(EndlineOpening, { editionId: room.edition.id }), await manager.findBy(PlacementTest, { personId, purpose: 'endline' })];
    const repository = test.app.get(EndlineRepository);
    const before = await repository.ofEdition(room.edition.id, opening?.openedAt ?? 0);
    const next = { ...room.edition, id: newId(), name: 'Curso 1 otra vez', startsOn: '2027-01-11', endsOn: '2027-02-26' };
    const openedAt = instantAt('2027-02-22', '10:00');
    const later: PlacementTest = { ...first as PlacementTest, id: newId(), seed: 2, theta: 2.9, level: 3, startedAt: openedAt, finishedAt: openedAt + 60_000 };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Edition, next);
      await tx.insert(Enrolment, { id: newId(), personId, centreId: test.centre.id, editionId: next.id, groupId: null, status: 'enrolled', waitingReason: null, enrolledAt: tx.now, endedAt: null, version: 1 });
      await tx.insert(EndlineOpening, { id: newId(), editionId: next.id, centreId: test.centre.id, openedAt, closedAt: null, openedBy: null });
      await tx.insert(PlacementTest, later);
    }, { actor: SYSTEM });
    expect(before.get(personId)?.after).not.toBeNull();
    expect(await repository.ofEdition(room.edition.id, opening?.openedAt ?? 0)).toEqual(before);
    expect((await repository.ofEdition(next.id, openedAt)).get(personId)?.after).toMatchObject({ theta: 2.9, level: 3 });
  });

  it('is open to nobody of another course or centre', async () => {
    const stranger = await test.signIn('coordinator', { centre: await test.addCentre('Lurín') });
    expect((await stranger.post(`${base}/endline`)).status).toBe(404);
    expect((await (await test.signIn('learner', { personId: null })).get('/endline')).status).toBe(404);
  });
});
