import type { Account } from '../../src/accounts/account.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachingOffer } from '../../src/coaching/coaching-offer.entity.js';
import { CoachingWait } from '../../src/coaching/coaching-wait.entity.js';
import { WaitsTimer } from '../../src/coaching/waits-timer.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { hiddenOf, linkTo } from './pages.js';

describe.each(ENGINES)('waiting for coaching, on %s', (engine) => {
  let test: TestApp;
  let service: BookingsService;
  let place: CoachingCentre;
  let centre: Centre;
  let learner: Visitor;
  let desk: Visitor;
  let booked: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    service = test.app.get(BookingsService);
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Otro Centro');
    // One hour a day: the day is full with one booking.
    place = await addCoachingCentre(test, { centreId: centre.id, bookingsADay: 1 });
    booked = await service.book(place.desk, { personId: person(0), wishes: {}, date: '2026-11-23', startsAt: '15:00', topic: 'courage' });
    learner = await test.signIn('learner', { personId: person(1), centre });
    desk = await test.signIn('trainer', { centre });
  });
  afterAll(() => test.close());

  const person = (index: number): Id => place.people[index]?.id as Id;
  const offer = (): Promise<CoachingOffer> => test.dataSource.manager.findOneByOrFail(CoachingOffer, { centreId: place.centreId });

  it('is asked for by herself, offered what gets free, and taken with one press', async () => {
    const ask = await learner.get('/coaching/waits/new?with=female&part=afternoon');
    const asked = await learner.post('/coaching/waits', { ...hiddenOf(ask.text), days: '1' });
    expect([asked.status, asked.headers.location]).toEqual([303, '/coaching/mine']);
    expect(await test.dataSource.manager.findOneByOrFail(CoachingWait, { personId: person(1) })).toMatchObject({
      fromDate: '2026-11-23', toDate: '2026-11-23', wishes: { sex: 'female', part: 'afternoon' }, topic: 'other',
    });
    expect(wordsOf(await learner.get('/coaching/mine'))).toContain('Espera a que se libere una hora');
    expect(linkTo((await learner.get('/')).text, 'Espera a que se libere una hora')).toBe('/coaching/mine');
    expect((await learner.post('/coaching/waits', { days: '1' })).status).toBe(422);
    await service.cancel(place.desk, booked, { version: 1 });
    const home = await learner.get('/');
    expect(wordsOf(home)).toMatch(/Se liberó una hora: Hoy, lunes 23 de noviembre, de 13:00 a 13:45, con Asesora 1 La guardamos hasta el lunes 23 de noviembre a las 12:00\. Responder/u);
    expect(linkTo(home.text, 'Responder')).toBe('/coaching/mine');
    expect(wordsOf(home)).not.toContain('Espera a que se libere una hora');
    const mine = await learner.get('/coaching/mine');
    expect(wordsOf(mine)).toContain('Se liberó una hora: Hoy, lunes 23 de noviembre, de 13:00 a 13:45, con Asesora 1 La guardamos hasta el lunes 23 de noviembre a las 12:00.');
    const { id } = await offer();
    expect((await learner.post(`/coaching/offers/${id}/acceptance`)).headers.location).toBe('/coaching/mine');
    expect(await test.dataSource.manager.findOneByOrFail(Booking, { personId: person(1) })).toMatchObject({ bookedThrough: 'offer', status: 'booked' });
    const again = await learner.post(`/coaching/offers/${id}/acceptance`);
    expect([again.status, wordsOf(again).includes('Esta hora ya se respondió')]).toEqual([422, true]);
  });

  it('is kept by the desk: asked for somebody, declined for her, ended', async () => {
    const form = await desk.get(`/coaching/waits/new?person=${person(2)}&part=afternoon`);
    expect(wordsOf(form)).toContain('Para Quispe 3, Rosa');
    expect((await desk.post('/coaching/waits', { ...hiddenOf(form.text), days: '1' })).headers.location).toBe('/coaching/waits');
    await service.cancel(place.desk, booked, { version: 1 });
    const list = await desk.get(linkTo((await desk.get('/coaching')).text, 'Lista de espera'));
    expect(wordsOf(list)).toContain('Quispe 3, Rosa Se liberó una hora');
    expect(wordsOf(list)).toMatch(/Aviso: No hay cómo avisarle · Falta su consentimiento La toma Quispe 3, Rosa No la toma Quispe 3, Rosa Espera para el lunes 23 de noviembre Ya no espera/u);
    for (const role of ['coordinator', 'trainer', 'coach'] as const) {
      const staff = await test.signIn(role, { centre });
      const { result: home, queries } = await countQueries(() => staff.get('/'));
      expect(wordsOf(home)).toContain('Horas ofrecidas a quien espera La primera espera respuesta hasta el lunes 23 de noviembre a las 12:00 1');
      expect(linkTo(home.text, 'Horas ofrecidas a quien espera')).toBe('/coaching/waits');
      expect(queries).toBeLessThanOrEqual(8);
    }
    expect((await desk.post(`/coaching/offers/${(await offer()).id}/refusal`)).status).toBe(303);
    const { id } = await test.dataSource.manager.findOneByOrFail(CoachingWait, { personId: person(2) });
    expect((await learner.post(`/coaching/waits/${id}/withdrawal`)).status).toBe(404);
    expect((await desk.post(`/coaching/waits/${id}/withdrawal`)).status).toBe(303);
    expect(wordsOf(await desk.get('/coaching/waits'))).toContain('Nadie espera una hora');
  });

  it('leads to an hour that is free all the same when the time to answer for hers is up', async () => {
    await service.cancel(place.desk, booked, { version: 1 });
    const late = await service.book(place.desk, { personId: person(0), wishes: {}, date: '2026-11-23', startsAt: '17:00', topic: 'courage' });
    // The last hours of the day: what is free besides the one that is kept overlaps it.
    const travel = async (time: string): Promise<void> => {
      test.clock.travelTo(instantAt('2026-11-23', time));
      [learner, desk] = await Promise.all([learner, desk].map(({ account }) => test.signInAs(account as Account, centre))) as [Visitor, Visitor];
    };
    await travel('16:00');
    for (const [visitor, who] of [[learner, {}], [desk, { personId: person(2) }]] as const) await visitor.post('/coaching/waits', { ...who, days: '1' });
    await service.cancel(place.desk, late, { version: 1 });
    expect(wordsOf(await learner.get('/coaching/mine'))).toContain('Se liberó una hora: Hoy, lunes 23 de noviembre, de 17:00 a 17:45');
    await travel('16:31');
    const mine = await learner.get('/coaching/mine');
    expect(wordsOf(mine)).toContain('Hay una hora libre: Hoy, lunes 23 de noviembre, de 17:15 a 18:00, con Asesora 1 Pasó el plazo para responder a la hora que le guardamos.');
    expect(linkTo(mine.text, 'Ver las horas libres')).toBe('/coaching/new/hours?topic=other');
    await test.app.get(WaitsTimer).wake();
    const home = await learner.get('/');
    expect(linkTo(home.text, 'Pasó el plazo de la hora que le guardamos')).toBe('/coaching/mine');
    const list = await desk.get('/coaching/waits');
    expect(wordsOf(list)).toMatch(/Quispe 2, Rosa Hay una hora libre: .* de 17:15 a 18:00, con Asesora 1 Pasó el plazo .* Quispe 3, Rosa Hay una hora libre/u);
    expect((await desk.get(linkTo(list.text, 'Reservarla Quispe 3, Rosa'))).text).toMatch(/name="slot" value="2026-11-23_17:15_[^"]+" checked/u);
    const confirm = await learner.get(linkTo((await learner.get('/coaching/mine')).text, 'Reservar esa hora'));
    expect(wordsOf(confirm)).toContain('¿Reservamos esta hora? Cuándo Hoy, lunes 23 de noviembre, de 17:15 a 18:00');
    expect((await learner.post('/coaching/new', hiddenOf(confirm.text))).headers.location).toBe('/coaching/mine');
    expect(wordsOf(await learner.get('/coaching/mine'))).not.toContain('Pasó el plazo');
    expect(wordsOf(await desk.get('/coaching/waits'))).toMatch(/Quispe 3, Rosa Espera a que se libere una hora Espera para/u);
    expect(await test.dataSource.manager.findOneByOrFail(CoachingWait, { personId: person(1) })).toMatchObject({ endReason: 'booked' });
  });

  it('gives the hour that was kept also when its PC broke meanwhile: at another', async () => {
    const form = await learner.get('/coaching/waits/new');
    await learner.post('/coaching/waits', { ...hiddenOf(form.text), days: '1' });
    await service.cancel(place.desk, booked, { version: 1 });
    const { id, workstationId } = await offer();
    const broken = place.workstations.find((pc) => pc.id === workstationId) as Workstation;
    await test.unitOfWork.run((tx) => tx.update(Workstation, broken, { outOfOrderSince: 1 }), { actor: SYSTEM });
    expect((await learner.post(`/coaching/offers/${id}/acceptance`)).status).toBe(303);
    const booking = await test.dataSource.manager.findOneByOrFail(Booking, { personId: person(1) });
    expect([booking.status, booking.workstationId === workstationId]).toEqual(['booked', false]);
  });

  it('is for one full day among others that are free', async () => {
    const hours = await learner.get('/coaching/new/hours?with=female');
    expect(wordsOf(hours)).toMatch(/Martes 24 de noviembre|Mañana, martes 24 de noviembre/u);
    expect(wordsOf(hours)).toContain('Días llenos Hoy, lunes 23 de noviembre: Esperar a que se libere una hora');
    const ask = await learner.get(linkTo(hours.text, 'Esperar a que se libere una hora'));
    expect(wordsOf(ask)).toContain('¿Para qué día? El lunes 23 de noviembre Esperar');
    expect((await learner.post('/coaching/waits', { ...hiddenOf(ask.text), days: '2026-11-23' })).headers.location).toBe('/coaching/mine');
    expect(await test.dataSource.manager.findOneByOrFail(CoachingWait, { personId: person(1) })).toMatchObject({ fromDate: '2026-11-23', toDate: '2026-11-23', wishes: { sex: 'female' } });
    const form = await desk.get(`/coaching/bookings/new?person=${person(2)}`);
    const forHer = await desk.get(linkTo(form.text, 'Esperar a que se libere una hora'));
    expect((await desk.post('/coaching/waits', { ...hiddenOf(forHer.text), days: '2026-11-23' })).headers.location).toBe('/coaching/waits');
    expect(await test.dataSource.manager.findOneByOrFail(CoachingWait, { personId: person(2) })).toMatchObject({ fromDate: '2026-11-23', toDate: '2026-11-23' });
    // Days beyond those that are shown are not named, and none where she only looks for another hour for what she has.
    expect(wordsOf(await learner.get('/coaching/new/hours?from=2026-11-24'))).not.toContain('Días llenos');
    for (const [days, words] of [['2026-11-24', 'todavía hay horas libres'], ['2026-11-20', 'Ese día ya pasó'], ['2027-03-01', 'Todavía no se puede'], ['2026-02-31', 'Esa opción']] as const) {
      const refused = await desk.post('/coaching/waits', { personId: person(0), days });
      expect([days, refused.status, wordsOf(refused).includes(words)]).toEqual([days, 422, true]);
    }
  });

  it('is not for who can book, and not for nonsense', async () => {
    const needless = await learner.post('/coaching/waits', { days: '3' });
    expect([needless.status, wordsOf(needless).includes('todavía hay horas libres')]).toEqual([422, true]);
    expect(linkTo(needless.text, 'Ver las horas libres')).toBe('/coaching/new/hours');
    expect((await learner.post('/coaching/waits', { days: 'x' })).status).toBe(422);
    expect((await learner.get('/coaching/waits')).status).toBe(403);
    expect((await desk.get('/coaching/waits/new?person=x')).status).toBe(404);
    expect((await desk.post('/coaching/waits', { days: '1' })).status).toBe(404);
    expect((await desk.post('/coaching/offers/x/acceptance')).status).toBe(404);
  });

  it('takes eight queries a page at most', async () => {
    for (const [visitor, path] of [[desk, '/coaching/waits'], [learner, '/coaching/mine'], [learner, '/coaching/waits/new']] as const) {
      const { queries } = await countQueries(() => visitor.get(path));
      expect([path, queries <= 8 ? 'few' : queries]).toEqual([path, 'few']);
    }
  });
});
