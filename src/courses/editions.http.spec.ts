import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Learner } from '../people/learner.entity.js';
import { Person } from '../people/person.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { EditionTrainer } from './edition-trainer.entity.js';
import { Edition } from './edition.entity.js';
import { loadCourses } from './load-courses.js';
import { refuseTelltaleName } from './telltale-names.js';
import { TrainerHours } from './trainer-hours.entity.js';

const plan = { courseCode: 'C1', startsOn: '30/11/2026', endsOn: '29/01/2027', fee: '10,00' };

describe.each(ENGINES)('courses, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    await loadCourses(test.unitOfWork);
    coordinator = await test.signIn('coordinator', { displayName: 'Maruja Torres' });
    trainer = await test.signIn('trainer', { displayName: 'Elena Ccori' });
  });
  afterAll(() => test.close());

  const addEdition = async (form: object = {}): Promise<Id> => {
    const added = await coordinator.post('/editions', { ...plan, ...form });
    return (added.headers.location as string).replace('/editions/', '');
  };

  describe('the plans', () => {
    it('are listed and shown from the first lesson to the last', async () => {
      const list = wordsOf(await trainer.get('/courses'));
      expect(list).toContain('Alfabetización digital básica 18 lecciones, 36 horas. De Primeros pasos a Autónomo.');
      const outline = wordsOf(await trainer.get('/courses/C1'));
      expect(outline).toContain('El teclado: mi nombre, la ñ, las tildes y la arroba');
      expect((await trainer.get('/courses/C9')).status).toBe(404);
    });

    it('are not for learners', async () => {
      expect((await (await test.signIn('learner')).get('/courses')).status).toBe(403);
      expect((await test.visitor().get('/courses')).headers.location).toContain('/sign-in');
    });
  });

  describe('an edition', () => {
    it('says nothing in its name of what a discreet module is about, nor do its groups', async () => {
      const telling = { courseCode: 'C2', name: 'Mujeres contra la violencia' };
      const answer = await coordinator.post('/editions', { ...plan, ...telling });
      expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining('No diga aquí de qué trata ese módulo: «violencia»')]);
      const [open, discreet] = [await addEdition({ name: telling.name }), await addEdition({ courseCode: 'C2', name: 'Equidad, noviembre' })];
      expect((await coordinator.post(`/editions/${discreet}`, { ...plan, ...telling, version: '1' })).status).toBe(422);
      const { manager } = test.dataSource;
      await expect(refuseTelltaleName(manager, { editionId: discreet }, 'Víctimas')).rejects.toThrow(/telltale/u);
      await expect(refuseTelltaleName(manager, { editionId: open }, 'Víctimas')).resolves.toBeUndefined();
      await expect(refuseTelltaleName(manager, { editionId: discreet }, 'Las Kantutas')).resolves.toBeUndefined();
    });

    it('is planned with a comma in its fee and a name of its own', async () => {
      const id = await addEdition();
      expect(await test.dataSource.manager.findOneBy(Edition, { id })).toMatchObject({
        centreId: test.centre.id, name: 'Alfabetización digital básica, noviembre de 2026', startsOn: '2026-11-30', feeCents: 1000, status: 'planned',
      });
      const page = await trainer.get(`/editions/${id}`);
      expect(wordsOf(page)).toContain('del 30 de noviembre de 2026 al 29 de enero de 2027');
      expect(wordsOf(page)).toContain('S/ 10.00');
      expect(wordsOf(page)).toContain('Lo que sigue Abrir las inscripciones');
    });

    it.each([
      ['an end before the start', { endsOn: '29/11/2026' }, 'tiene que ser después', '#endsOn'],
      ['a day that is not on the calendar', { startsOn: '31/02/2027' }, 'Esa fecha no existe', '#startsOn'],
      ['a fee in words', { fee: 'diez' }, 'Escriba el monto así', '#fee'],
      ['a fee with two commas', { fee: '10,000,00' }, 'Escriba el monto así', '#fee'],
      ['a negative fee', { fee: '-10' }, 'el monto no puede ser negativo', '#fee'],
      ['a fee of a million', { fee: '1000000' }, 'La cuota es demasiado alta', '#fee'],
      ['more than a year', { endsOn: '29/01/2037' }, 'más de un año', '#endsOn'],
      ['no course', { courseCode: '' }, 'Elija el curso', '#courseCode'],
      ['an unknown course', { courseCode: 'C9' }, 'Ese curso no existe', '#courseCode'],
      ['an emoji in the name', { name: 'Curso 🎉' }, 'sin dibujos', '#name'],
      ['a name of 300 characters', { name: 'x'.repeat(300) }, 'como máximo 120', '#name'],
      ['no dates', { startsOn: '', endsOn: '' }, 'Falta la fecha en que termina', '#endsOn'],
    ])('is not planned with %s, and what was typed stays', async (_, changes, message, href) => {
      const before = await test.dataSource.manager.count(Edition);
      const answer = await coordinator.post('/editions', { ...plan, ...changes });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('<title>Error: Programar un curso');
      expect(wordsOf(answer)).toContain(message);
      expect(answer.text).toContain(`href="${href}"`);
      const typed = Object.entries(changes).filter(([field, value]) => field !== 'courseCode' && value);
      for (const [, value] of typed) expect(answer.text).toContain(`value="${value}"`);
      expect(await test.dataSource.manager.count(Edition)).toBe(before);
    });

    it('asks once about a start in the past', async () => {
      expect((await coordinator.get('/editions/new')).text).not.toContain('pastConfirmed');
      const asked = await coordinator.post('/editions', { ...plan, startsOn: '02/11/2026' });
      expect(wordsOf(asked)).toContain('Sí, este curso ya empezó en esa fecha');
      expect((await coordinator.post('/editions', { ...plan, startsOn: '02/11/2026', pastConfirmed: 'yes' })).status).toBe(303);
    });

    it('is there once when its form is sent twice', async () => {
      const form = { ...plan, name: 'Enviado dos veces', _key: 'edition-sent-twice' };
      await Promise.all([coordinator.post('/editions', form), coordinator.post('/editions', form)]);
      expect(await test.dataSource.manager.countBy(Edition, { name: 'Enviado dos veces' })).toBe(1);
    });

    it('is changed, and never over a newer state', async () => {
      const id = await addEdition({ name: 'Curso de verano' });
      const change = { name: 'Curso de vacaciones', startsOn: '2027-01-04', endsOn: '2027-02-26', fee: 'S/ 12.50', version: '1' };
      expect((await coordinator.get(`/editions/${id}/edit`)).text).toContain('value="10.00"');
      expect((await coordinator.post(`/editions/${id}`, change)).status).toBe(303);
      const stale = await coordinator.post(`/editions/${id}`, { ...change, name: 'Otro' });
      expect(stale.status).toBe(409);
      expect(wordsOf(stale)).toContain('Curso de vacaciones Otro');
      expect(await test.dataSource.manager.findOneBy(Edition, { id })).toMatchObject({ feeCents: 1250, startsOn: '2027-01-04' });
    });

    it('asks for the holidays of every year that it touches, on its page and on the home', async () => {
      const other = await test.addCentre('Holidays');
      const there = await test.signIn('coordinator', { centre: other });
      await there.post('/editions', { ...plan, startsOn: '30/11/2026', endsOn: '29/01/2027', name: 'Curso de dos años' });
      const edition = await test.dataSource.manager.findOneByOrFail(Edition, { centreId: other.id });
      expect(wordsOf(await there.get(`/editions/${edition.id}`))).toMatch(/fechas en 2026 .* Elegir los feriados de 2026 .* fechas en 2027 .* Elegir los feriados de 2027/);
      await there.post(`/centres/${other.id}/holidays/proposed`, { year: '2026', dates: ['2026-12-08'] });
      const page = await there.get(`/editions/${edition.id}`);
      expect(wordsOf(page)).not.toContain('feriados de 2026');
      expect(page.text).toContain(`href="/centres/${other.id}/holidays?year&#x3D;2027"`);
      // Whoever may not note them is told whom to ask, and led nowhere that is closed to her.
      const forTrainer = await (await test.signIn('trainer', { centre: other })).get(`/editions/${edition.id}`);
      expect(wordsOf(forTrainer)).toMatch(/fechas en 2027 .* Pida a la coordinación/);
      expect(forTrainer.text).not.toContain('/holidays');
      const home = await there.get('/');
      expect(wordsOf(home)).not.toContain('Agregar los feriados de 2026');
      expect(wordsOf(home)).toContain('Agregar los feriados de 2027');
      await there.post(`/centres/${other.id}/holidays/proposed`, { year: '2027', dates: ['2027-01-01'] });
      expect(wordsOf(await there.get('/'))).not.toContain('Agregar los feriados de 2027');
      expect(wordsOf(await there.get(`/editions/${edition.id}`))).not.toContain('Elegir los feriados');
    });

    it('sends whoever has nobody with a level to placement first', async () => {
      const other = await test.addCentre('Levels');
      const there = await test.signIn('coordinator', { centre: other });
      const person = { id: newId(), surnames: 'Quispe', givenNames: 'Rosa', searchName: 'quispe rosa', sortName: 'quispe rosa', createdAt: 1, version: 1 };
      await test.unitOfWork.run(async (tx) => {
        await tx.insert(Person, person);
        await tx.insert(Learner, [{ id: newId(), personId: person.id, centreId: other.id, kind: 'leader', registeredAt: 1 }]);
      }, { actor: SYSTEM });
      await there.post('/editions', { ...plan, name: 'Sin niveles' });
      const edition = await test.dataSource.manager.findOneByOrFail(Edition, { centreId: other.id });
      await there.post(`/editions/${edition.id}/status`, { to: 'open' });
      const page = await there.get(`/editions/${edition.id}`);
      expect(wordsOf(page)).toContain('Lo que sigue Primero ubique por nivel: 1 persona por ubicar');
      expect(page.text).toMatch(/class="button"[^>]*href="\/placement\/queue"|href="\/placement\/queue"[^>]*class="button"/);
    });

    it('goes through its life, and nowhere else', async () => {
      const id = await addEdition();
      const refused = await coordinator.post(`/editions/${id}/status`, { to: 'running' });
      expect(refused.status).toBe(422);
      expect((await coordinator.post(`/editions/${id}/status`, { to: 'elsewhere' })).status).toBe(422);
      await coordinator.post(`/editions/${id}/status`, { to: 'open' });
      const open = wordsOf(await coordinator.get(`/editions/${id}`));
      expect(open).toContain('Las inscripciones están abiertas.');
      expect(open).toContain('Inscribir a participantes');
      const early = await coordinator.post(`/editions/${id}/status`, { to: 'running' });
      expect(wordsOf(early)).toContain('No se puede iniciar: todavía no hay grupos');
    });

    it('of another centre is not there', async () => {
      const other = await test.addCentre('Villa María del Triunfo');
      const stranger = await test.signIn('coordinator', { centre: other });
      const id = await addEdition();
      for (const path of ['', '/edit', '/sessions', '/trainers']) expect((await stranger.get(`/editions/${id}${path}`)).status).toBe(404);
      expect((await stranger.post(`/editions/${id}/status`, { to: 'open' })).status).toBe(404);
      expect((await stranger.post(`/editions/${id}`, { name: 'Mío', startsOn: '2026-12-01', endsOn: '2026-12-02', fee: '0', version: '1' })).status).toBe(404);
      expect((await stranger.get('/editions')).text).not.toContain(id);
    });

    it('is only looked at by a treasurer', async () => {
      const treasurer = await test.signIn('treasurer');
      const id = await addEdition();
      expect((await treasurer.get(`/editions/${id}`)).text).not.toContain('/status');
      expect((await treasurer.post(`/editions/${id}/status`, { to: 'open' })).status).toBe(404);
      expect((await treasurer.get('/editions/new')).status).toBe(403);
    });

    it.each(['treasurer', 'coach'] as const)('leads nobody to a closed door: %s', async (role) => {
      const visitor = await test.signIn(role);
      const id = await addEdition();
      const seen = new Set<string>();
      for (const path of ['/editions', '/courses', ...['', '/enrolments', '/sessions', '/certificates'].map((part) => `/editions/${id}${part}`)]) {
        const page = await visitor.get(path);
        expect([path, page.status]).toEqual([path, 200]);
        for (const [, href] of page.text.matchAll(/<a [^>]*href="(\/[^"#]*)/gu)) seen.add((href as string).replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
      }
      expect(seen.size).toBeGreaterThan(6);
      for (const href of seen) expect([href, (await visitor.get(href)).status < 400]).toEqual([href, true]);
    });

    it('names no trainers over those whom somebody else has named meanwhile, unless she says so again', async () => {
      const second = await test.signIn('trainer', { displayName: 'Olga Arce' });
      const id = await addEdition();
      const path = `/editions/${id}/trainers`;
      const stamp = async (): Promise<string> => /name="stamp" value="(\w+)"/.exec((await coordinator.get(path)).text)?.[1] as string;
      const old = await stamp();
      expect((await coordinator.post(path, { trainers: trainer.account?.id, stamp: old })).status).toBe(303);
      const stale = await coordinator.post(path, { trainers: second.account?.id, stamp: old });
      expect(stale.status).toBe(409);
      expect(stale.text).toMatch(new RegExp(`<td[^>]*>${trainer.account?.displayName}</td><td[^>]*>Olga Arce</td>`, 'u'));
      expect(stale.text).toMatch(new RegExp(`value="${second.account?.id}" checked`, 'u'));
      const renewed = /name="stamp" value="(\w+)"/.exec(stale.text)?.[1] as string;
      const both = await Promise.all([[], [second.account?.id]].map((trainers) => coordinator.post(path, { trainers, stamp: renewed })));
      expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
      expect((await coordinator.post(path, { stamp: await stamp() })).status).toBe(303);
    });

    it('names its trainers', async () => {
      const id = await addEdition();
      const page = await coordinator.get(`/editions/${id}/trainers`);
      expect(wordsOf(page)).toContain('Elena Ccori');
      const stampOf = (text: string): string | undefined => /name="stamp" value="([^"]+)"/u.exec(text)?.[1];
      await coordinator.post(`/editions/${id}/trainers`, { trainers: trainer.account?.id, stamp: stampOf(page.text) });
      expect(await test.dataSource.manager.countBy(EditionTrainer, { editionId: id })).toBe(1);
      expect(wordsOf(await coordinator.get(`/editions/${id}`))).toContain('Quiénes enseñan Elena Ccori');
      const refused = await coordinator.post(`/editions/${id}/trainers`, { trainers: [coordinator.account?.id], stamp: stampOf((await coordinator.get(`/editions/${id}/trainers`)).text) });
      expect(wordsOf(refused)).toContain('Esa persona no enseña en este centro');
    });
  });

  describe('the hours of a trainer', () => {
    it('are told by herself', async () => {
      const address = `/trainers/${trainer.account?.id}/hours`;
      expect((await trainer.get('/trainers')).headers.location).toBe(address);
      expect((await trainer.get('/')).text).toMatch(new RegExp(`href="${address}"[^>]*>Decir cuándo puede enseñar`, 'u'));
      expect((await trainer.post(address, { 'from-2-1': '9:00', 'to-2-1': '13:00', stamp: '' })).status).toBe(303);
      expect(await test.dataSource.manager.findBy(TrainerHours, { accountId: trainer.account?.id })).toMatchObject([{ weekday: 2, fromTime: '09:00' }]);
      expect((await trainer.post(address, { 'from-2-1': '9:00', 'to-2-1': '12:00', stamp: '' })).status).toBe(409);
      expect(wordsOf(await trainer.get('/'))).not.toContain('Decir cuándo puede enseñar');
      const wrong = await trainer.post(address, { 'from-2-1': '9:00', 'to-2-1': '8:00' });
      expect(wordsOf(wrong)).toContain('El martes tiene que terminar después de empezar');
    });

    it('are told by the coordination for everybody, and by nobody else', async () => {
      expect(wordsOf(await coordinator.get('/trainers'))).toContain('Elena Ccori mar 09:00 a 13:00');
      const address = `/trainers/${trainer.account?.id}/hours`;
      expect((await coordinator.get(address)).status).toBe(200);
      expect((await (await test.signIn('trainer')).get(address)).status).toBe(404);
      expect((await coordinator.get(`/trainers/${coordinator.account?.id}/hours`)).status).toBe(404);
    });
  });

  it('the home says what each course waits for, and what the centre lacks', async () => {
    const id = await addEdition({ name: 'Curso que espera' });
    await coordinator.post(`/editions/${id}/status`, { to: 'open' });
    const home = wordsOf(await coordinator.get('/'));
    expect(home).toContain('Inscribir a participantes Curso que espera Inscripciones abiertas');
    expect(home).toContain('Agregar las salas y sus PC');
    expect(home).toContain('Agregar los feriados de 2026');
    expect(wordsOf(await trainer.get('/'))).not.toContain('Agregar las salas');
  });
});
