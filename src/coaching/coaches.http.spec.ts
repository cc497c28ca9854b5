import type { Response } from 'supertest';
import { openRoom } from '../../test/coaching/coaching-hour.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { OpeningHours } from '../centres/opening-hours.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { CoachException } from './coach-exception.entity.js';
import { CoachHours } from './coach-hours.entity.js';
import { Coach } from './coach.entity.js';

/** The link to the desk's page of a day, as it stands in a page. */
const desk = (date: string): string => `href="/coaching?date&#x3D;${date}"`;
const profile = { sex: 'female', languages: ['spanish', 'quechua'], topics: ['courage', 'email'], bookingsADay: '5' };

describe.each(ENGINES)('coaches, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let book: Awaited<ReturnType<typeof openRoom>>;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator', { displayName: 'Maruja Torres' });
    book = await openRoom(test);
    await test.unitOfWork.run((tx) => tx.insert(OpeningHours, ([1, 2, 3, 4, 5] as const).map((weekday) => (
      { id: newId(), centreId: test.centre.id, weekday, opensAt: '08:00', closesAt: '20:00' }))), { actor: SYSTEM });
  });
  afterAll(() => test.close());

  const addCoach = async (visitor: Visitor, form: object = {}): Promise<Id> => {
    const added = await coordinator.post('/coaching/coaches', { accountId: visitor.account?.id, ...profile, ...form });
    expect(added.status).toBe(303);
    return (added.headers.location as string).split('/')[3] as string;
  };
  const newCoach = async (name: string, role: 'coach' | 'trainer' = 'coach'): Promise<{ id: Id; visitor: Visitor; at: string }> => {
    const visitor = await test.signIn(role, { displayName: name });
    const id = await addCoach(visitor);
    return { id, visitor, at: `/coaching/coaches/${id}` };
  };

  /** As a browser does: upon the hours that its page has shown. */
  const tellHours = async (visitor: Visitor, at: string, hours: object): Promise<Response> => {
    const stamp = /name="stamp" value="([^"]*)"/u.exec((await visitor.get(`${at}/hours`)).text)?.[1];
    return visitor.post(`${at}/hours`, { ...hours, stamp });
  };

  describe('the list', () => {
    it('says first what it will hold, and on the home what is missing', async () => {
      expect(wordsOf(await coordinator.get('/coaching/coaches'))).toContain('Aquí estarán las personas que dan asesoría');
      expect((await coordinator.get('/')).text).toContain('href="/coaching/coaches/new"');
    });

    it('takes trainers and coaches of the centre, with what a learner may ask for', async () => {
      const visitor = await test.signIn('coach', { displayName: 'Norma Curi' });
      await test.signIn('treasurer', { displayName: 'Irma Choque' });
      const form = await coordinator.get('/coaching/coaches/new');
      expect(form.text).toContain('Norma Curi</option>');
      expect(form.text).not.toContain('Irma Choque');
      const id = await addCoach(visitor);
      expect(await test.dataSource.manager.findOneBy(Coach, { id })).toMatchObject({
        accountId: visitor.account?.id, centreId: test.centre.id, sex: 'female', languages: ['spanish', 'quechua'], topics: ['courage', 'email'], bookingsADay: 5,
      });
      const list = wordsOf(await coordinator.get('/coaching/coaches'));
      expect(list).toContain('Norma Curi Mujer Todavía no dijo sus horas Castellano y Quechua Perder el miedo a la computadora y El correo 5');
      expect((await coordinator.get('/coaching/coaches/new')).text).not.toContain('Norma Curi');
      expect(wordsOf(await visitor.get('/'))).toContain('Decir en qué horas puedo dar asesoría');
    });

    it('is of one centre, and its links are for those who may change something', async () => {
      const { at, visitor } = await newCoach('Teófila Ccori');
      const colleague = await test.signIn('trainer');
      const list = await colleague.get('/coaching/coaches');
      expect(list.text).toContain('Teófila Ccori');
      expect(list.text).not.toContain(`href="${at}"`);
      expect((await visitor.get('/coaching/coaches')).text).toContain(`href="${at}"`);
      const elsewhere = await test.signIn('coordinator', { centre: await test.addCentre('Otro') });
      expect((await elsewhere.get('/coaching/coaches')).text).not.toContain('Teófila');
      expect((await elsewhere.get(at)).status).toBe(404);
      expect((await elsewhere.post(`${at}/ending`)).status).toBe(404);
    });

    it('takes as many queries for many as for few', async () => {
      for (const name of ['Una', 'Otra', 'Tercera']) await newCoach(name);
      const { result, queries } = await countQueries(() => coordinator.get('/coaching/coaches'));
      expect(result.status).toBe(200);
      expect(queries).toBeLessThanOrEqual(4);
    });
  });

  describe('whoever is named', () => {
    it.each([
      ['nobody', { accountId: '' }, 'Elija a una persona de la lista', '#accountId'],
      ['no language', { languages: undefined }, 'Marque al menos un idioma', '#languages'],
      ['a language that is none', { languages: ['klingon'] }, 'no está en la lista', '#languages'],
      ['no sex and no "does not say"', { sex: '' }, 'Elija una opción', '#sex'],
      ['no bookings at all', { bookingsADay: '0' }, 'Escriba 1 o más', '#bookingsADay'],
      ['too many bookings', { bookingsADay: '21' }, 'Escriba 20 o menos', '#bookingsADay'],
      ['bookings in words', { bookingsADay: 'cinco' }, 'Escriba solo números', '#bookingsADay'],
    ])('is not with %s, and what was ticked stays', async (_, changes, message, href) => {
      const account = await test.addAccount(['coach']);
      const answer = await coordinator.post('/coaching/coaches', { accountId: account.id, ...profile, ...changes });
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(message);
      expect(answer.text).toContain(`href="${href}`);
      expect(answer.text).toMatch(/name="topics" value="courage" checked/u);
      expect(await test.dataSource.manager.countBy(Coach, { accountId: account.id })).toBe(0);
    });

    it('has a role that coaches here, and is named once', async () => {
      const treasurer = await test.addAccount(['treasurer']);
      const elsewhere = await test.addAccount(['coach'], { centre: await test.addCentre('Lejos') });
      const gone = await test.addAccount(['coach'], { disabledAt: test.clock.now() });
      for (const { id } of [treasurer, elsewhere, gone]) {
        const answer = await coordinator.post('/coaching/coaches', { accountId: id, ...profile });
        expect(wordsOf(answer)).toContain('Esta persona no capacita ni asesora en el centro');
      }
      const { visitor } = await newCoach('Dos veces');
      const again = await coordinator.post('/coaching/coaches', { accountId: visitor.account?.id, ...profile });
      expect(again.status).toBe(422);
      expect(wordsOf(again)).toContain('Esta persona ya da asesoría en el centro');
    });

    it('is there once when two name her at the same moment', async () => {
      const account = await test.addAccount(['trainer']);
      const answers = await Promise.all([1, 2].map(() => coordinator.post('/coaching/coaches', { accountId: account.id, ...profile })));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
      expect(await test.dataSource.manager.countBy(Coach, { accountId: account.id })).toBe(1);
    });

    it('is changed by the coordination alone, and never over a newer state', async () => {
      const { id, at, visitor } = await newCoach('Cambia Datos');
      expect((await visitor.get(`${at}/edit`)).status).toBe(404);
      expect((await visitor.post(at, { ...profile, version: '1' })).status).toBe(404);
      expect((await coordinator.get(`${at}/edit`)).text).toMatch(/value="quechua" checked/u);
      expect((await coordinator.post(at, { ...profile, sex: 'unstated', topics: undefined, languages: 'aymara', version: '1' })).status).toBe(303);
      expect(await test.dataSource.manager.findOneBy(Coach, { id })).toMatchObject({ sex: null, topics: [], languages: ['aymara'], version: 2 });
      const stale = await coordinator.post(at, { ...profile, topics: undefined, bookingsADay: '9', version: '1' });
      expect(stale.status).toBe(409);
      expect(wordsOf(stale)).toContain('Idiomas en que atiende Aimara Castellano y Quechua');
      expect(stale.text).toContain('name="version" value="2"');
      expect(stale.text).not.toMatch(/name="topics" value="\w+" checked/u);
    });

    it('ends after a question that says what is left behind, and begins again with her hours', async () => {
      const { id, at, visitor } = await newCoach('Ya No Más');
      await coordinator.post(`${at}/hours`, { 'from-1-1': '9', 'to-1-1': '12' });
      await book({ coachId: id, date: '2026-11-30' });
      await book({ coachId: id, date: '2026-11-16' });
      await book({ coachId: id, date: '2026-12-01', status: 'cancelled' });
      const question = await coordinator.get(`${at}/ending`);
      expect(wordsOf(question)).toContain('Queda 1 reserva por atender');
      expect(question.text).toContain(desk('2026-11-30'));
      expect((await visitor.post(`${at}/ending`)).status).toBe(404);
      expect((await coordinator.post(`${at}/ending`)).headers.location).toBe('/coaching/coaches');
      const list = await coordinator.get('/coaching/coaches');
      expect(list.text).toContain('Ya no recibirá reservas. Queda 1 por mover.');
      expect(wordsOf(list)).not.toContain('Ya No Más');
      expect(wordsOf(await coordinator.get(at))).toContain('Ya no da asesoría en este centro. Si vuelve, agréguela otra vez');
      for (const path of ['/hours', '/exceptions', '/calendar']) expect((await coordinator.get(at + path)).status).toBe(404);
      expect((await coordinator.post(`${at}/hours`, { 'from-1-1': '9', 'to-1-1': '12' })).status).toBe(404);
      // Whoever still has one of her pages open is told so, with what was typed.
      const late = await coordinator.post(at, { ...profile, version: '1' });
      expect([late.status, wordsOf(late).includes('Esta persona ya no da asesoría en el centro')]).toEqual([422, true]);
      expect((await coordinator.get(`${at}/edit`)).headers.location).toBe(at);
      expect((await coordinator.post(`${at}/ending`)).status).toBe(422);
      expect(await addCoach(visitor)).toBe(id);
      expect(wordsOf(await coordinator.get(at))).toContain('lun 09:00 a 12:00');
    });
  });

  describe('hours of the week', () => {
    it('are told by herself and by the coordination, and by nobody else', async () => {
      const { id, at, visitor } = await newCoach('Dice Sus Horas', 'trainer');
      expect((await visitor.get('/coaching/coaches/own')).headers.location).toBe(at);
      const form = await visitor.get(`${at}/hours`);
      expect(wordsOf(form)).toContain('El centro abre lun, mar, mié, jue y vie 08:00 a 20:00; fuera de ese horario no se hacen reservas.');
      expect((await visitor.post(`${at}/hours`, { 'from-1-1': '9am', 'to-1-1': '13:00', likeMonday: 'yes' })).status).toBe(303);
      expect(await test.dataSource.manager.countBy(CoachHours, { coachId: id })).toBe(5);
      expect(wordsOf(await visitor.get(at))).toContain('lun, mar, mié, jue y vie 09:00 a 13:00');
      expect(wordsOf(await visitor.get('/'))).toContain('Mis horas, mis ausencias y mi calendario');
      const colleague = await newCoach('Colega');
      for (const path of ['', '/hours', '/exceptions', '/calendar']) expect((await colleague.visitor.get(at + path)).status).toBe(404);
      expect((await colleague.visitor.post(`${at}/hours`, {})).status).toBe(404);
      expect((await colleague.visitor.post(`${at}/exceptions`, { kind: 'away', fromDate: '24/11/2026' })).status).toBe(404);
      expect((await tellHours(coordinator, at, { 'from-2-1': '10', 'to-2-1': '12' })).status).toBe(303);
      expect((await (await test.signIn('learner')).get(`${at}/hours`)).status).toBe(404);
    });

    it('follow the rules of all hours, and come back as typed', async () => {
      const { at, visitor } = await newCoach('Mal Escritas');
      const answer = await visitor.post(`${at}/hours`, { 'from-1-1': '12', 'to-1-1': '9', 'from-3-1': 'temprano', 'to-3-1': '10' });
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain('Escriba la hora del miércoles así');
      expect(answer.text).toContain('value="temprano"');
      await visitor.post(`${at}/hours`, { 'from-1-1': '9', 'to-1-1': '12' });
      const stale = await visitor.post(`${at}/hours`, { 'from-1-1': '10', 'to-1-1': '12', stamp: '' });
      expect(stale.status).toBe(409);
      expect(wordsOf(stale)).toContain('lun 09:00 a 12:00');
    });

    it('say how many bookings they leave outside, and where', async () => {
      const { id, at, visitor } = await newCoach('Cambia De Horas');
      await visitor.post(`${at}/hours`, { 'from-1-1': '9', 'to-1-1': '12' });
      await book({ coachId: id, date: '2026-11-30', startsAt: '09:00', endsAt: '09:45' });
      await book({ coachId: id, date: '2026-11-30', startsAt: '11:00', endsAt: '11:45' });
      await tellHours(visitor, at, { 'from-1-1': '10', 'to-1-1': '12' });
      const { result: page, queries } = await countQueries(() => visitor.get(`${at}/hours`));
      expect(queries).toBeLessThanOrEqual(8);
      expect(page.text).toContain('Las horas quedaron guardadas. 1 reserva queda fuera de ellas.');
      expect(wordsOf(page)).toContain('1 reserva queda fuera de estas horas');
      expect(page.text).toContain(desk('2026-11-30'));
    });
  });

  describe('dates that differ', () => {
    const form = { kind: 'away', fromDate: '25/11/2026' };

    it.each([
      ['no date', { fromDate: '' }, 'Falta este dato', '#fromDate'],
      ['a day that is not on the calendar', { fromDate: '31/11/2026' }, 'Esa fecha no existe', '#fromDate'],
      ['a day that has passed', { fromDate: '22/11/2026' }, 'Esa fecha ya pasó', '#fromDate'],
      ['an end before the start', { toDate: '24/11/2026' }, 'igual o posterior', '#toDate'],
      ['half a year of absence', { toDate: '25/05/2027' }, 'hasta 62 días', '#toDate'],
      ['one time alone', { fromTime: '9' }, 'Escriba las dos horas', '#toTime'],
      ['a time that is none', { fromTime: 'temprano', toTime: '10' }, 'Escriba la hora así', '#fromTime'],
      ['hours that end first', { fromTime: '11', toTime: '9' }, 'después de empezar', '#toTime'],
      ['extra hours without hours', { kind: 'extra' }, 'Escriba desde qué hora', '#fromTime'],
      ['extra hours at night', { kind: 'extra', fromTime: '21', toTime: '22' }, 'El 25/11/2026 el centro no está abierto', '#fromTime'],
      ['an unknown kind', { kind: 'vacation' }, 'no está en la lista', '#kind'],
      ['a reason of 300 letters', { reason: 'x'.repeat(300) }, 'como máximo 200', '#reason'],
    ])('are not taken with %s', async (_, changes, message, href) => {
      const { id, at, visitor } = await newCoach('Con Faltas');
      const answer = await visitor.post(`${at}/exceptions`, { ...form, ...changes });
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(message);
      expect(answer.text).toContain(`href="${href}"`);
      expect(await test.dataSource.manager.countBy(CoachException, { coachId: id })).toBe(0);
    });

    it('are an absence of some days, with the bookings that stand in it, and are taken back together', async () => {
      const { id, at, visitor } = await newCoach('De Vacaciones');
      await book({ coachId: id, date: '2026-12-31' });
      await book({ coachId: id, date: '2027-01-02' });
      await book({ coachId: id, date: '2027-01-05' });
      expect((await visitor.post(`${at}/exceptions`, { kind: 'away', fromDate: '30/12/2026', toDate: '3/1/2027', reason: 'Visita a su pueblo' })).status).toBe(303);
      const page = await visitor.get(`${at}/exceptions`);
      expect(page.text).toContain('La ausencia quedó anotada. Hay 2 reservas en esas horas.');
      expect(wordsOf(page)).toContain('del 30 de diciembre de 2026 al 3 de enero de 2027 Todo el día · Visita a su pueblo 2 reservas en esas horas No está');
      expect(page.text).toContain(desk('2026-12-31'));
      expect(await test.dataSource.manager.countBy(CoachException, { coachId: id })).toBe(5);
      const removal = /href="([^"]+\/removal)"/u.exec(page.text)?.[1] as string;
      expect(wordsOf(await visitor.get(removal))).toContain('del 30 de diciembre de 2026 al 3 de enero de 2027: volverán a contar');
      // What was told since, right after the days that were shown, stays.
      await visitor.post(`${at}/exceptions`, { kind: 'away', fromDate: '4/1/2027', reason: 'Visita a su pueblo' });
      expect((await visitor.post(removal, { toDate: '2027-01-03' })).status).toBe(303);
      expect(await test.dataSource.manager.findBy(CoachException, { coachId: id })).toMatchObject([{ date: '2027-01-04' }]);
      for (const late of [await visitor.get(removal), await visitor.post(removal, { toDate: '2027-01-03' })]) expect([late.status, late.headers.location]).toEqual([303, `${at}/exceptions`]);
    });

    it('are hours of one day, told once and not where she is away', async () => {
      const { id, at, visitor } = await newCoach('Hora Extra');
      const extra = { kind: 'extra', fromDate: '25/11/2026', fromTime: '17', toTime: '19' };
      expect((await visitor.post(`${at}/exceptions`, extra)).status).toBe(303);
      await book({ coachId: id, date: '2026-11-25', startsAt: '17:00', endsAt: '17:45' });
      expect(wordsOf(await visitor.post(`${at}/exceptions`, extra))).toContain('Eso ya está anotado');
      await visitor.post(`${at}/exceptions`, { kind: 'away', fromDate: '26/11/2026' });
      expect(wordsOf(await visitor.post(`${at}/exceptions`, { ...extra, fromDate: '26/11/2026' }))).toContain('El 26/11/2026 ya está anotado que a esas horas no puede');
      const page = await visitor.get(`${at}/exceptions`);
      expect(wordsOf(page)).toContain('miércoles 25 de noviembre 17:00 a 19:00 Horas extra');
      const removal = /href="([^"]+\/removal)"/u.exec(page.text)?.[1] as string;
      await visitor.post(removal, { toDate: '2026-11-25' });
      expect((await visitor.get(`${at}/exceptions`)).text).toContain('Las horas extra quedaron quitadas. Había 1 reserva en ellas.');
    });

    it('are put down once when the form is sent twice', async () => {
      const { id, at, visitor } = await newCoach('Doble Clic');
      const twice = { ...form, _key: newId() };
      const answers = await Promise.all([visitor.post(`${at}/exceptions`, twice), visitor.post(`${at}/exceptions`, twice)]);
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      expect(await test.dataSource.manager.countBy(CoachException, { coachId: id })).toBe(1);
    });
  });

  it('the page of the centre leads to them', async () => {
    expect((await coordinator.get(`/centres/${test.centre.id}`)).text).toContain('href="/coaching/coaches"');
  });
});
