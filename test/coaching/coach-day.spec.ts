import { Account } from '../../src/accounts/account.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService, type BookingRequest } from '../../src/coaching/bookings.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from './coaching-centre.js';

const TODAY = '2026-11-23';

describe.each(ENGINES)("a coach's own day, on %s", (engine) => {
  let test: TestApp;
  let service: BookingsService;
  let centre: Centre;
  let place: CoachingCentre;

  beforeAll(async () => {
    test = await startApp({ engine });
    service = test.app.get(BookingsService);
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId: centre.id, coaches: 2 });
  });
  afterAll(() => test.close());

  const person = (index = 0): Id => place.people[index]?.id as Id;
  const book = (more: Partial<BookingRequest> = {}): Promise<Id> => bookAt(test, place, more);
  const booking = (id: Id): Promise<Booking> => test.dataSource.manager.findOneByOrFail(Booking, { id });
  /** The first coach, signed in at the hour that it is. */
  const coachHerself = async (): Promise<Visitor> => (
    test.signInAs(await test.dataSource.manager.findOneByOrFail(Account, { id: place.coaches[0]?.accountId as Id }), centre));

  it('is told with what each person needs help with; nobody else at the desk reads that', async () => {
    const id = await book({ wishes: { coachId: place.coaches[0]?.id as Id } });
    await book({ personId: person(1), startsAt: '12:00', wishes: { coachId: place.coaches[1]?.id as Id } });
    const coach = await coachHerself();
    const words = wordsOf(await coach.get('/coaching/my-day'));
    expect(words).toMatch(/Para hoy 1 reserva, 1 por llegar 11:00 Quispe 1, Rosa 11:00 a 11:45 · PC 3, Sala \w+ Para: Perder el miedo a la computadora/u);
    expect(words).not.toContain('Quispe 2');
    expect(wordsOf(await coach.get(`/coaching/bookings/${id}`))).toContain('Perder el miedo');
    expect(wordsOf(await coach.get('/'))).toContain('Mis asesorías de hoy 1');
    expect((await coach.post(`/coaching/bookings/${id}/state`, { act: 'arrive', version: 1, page: 'own' })).headers.location).toBe('/coaching/my-day');
    expect((await (await test.signIn('coordinator', { centre })).get('/coaching/my-day')).status).toBe(403);
  });

  it('asks a coach what became of the hours that are over, also of the days before', async () => {
    const wishes = { coachId: place.coaches[0]?.id as Id };
    const id = await book({ wishes });
    test.clock.travelTo(instantAt(TODAY, '11:45'));
    const today = await (await coachHerself()).get('/coaching/my-day');
    expect(wordsOf(today)).toMatch(/1 reserva, 0 por llegar, 1 sin decir qué pasó 11:00 Quispe 1, Rosa .* Apuntes Quispe 1, Rosa Falta decir Se hizo Quispe 1, Rosa No vino Quispe 1, Rosa/u);
    test.clock.travelTo(instantAt('2026-11-25', '09:00'));
    const coach = await coachHerself();
    expect(wordsOf(await coach.get('/coaching/my-day'))).toMatch(/Hoy no tiene reservas .* Falta decir qué pasó Lunes 23 de noviembre 11:00 Quispe 1, Rosa/u);
    expect((await coach.post(`/coaching/bookings/${id}/state`, { act: 'finish', version: 1, page: 'own' })).headers.location).toBe('/coaching/my-day');
    expect(wordsOf(await coach.get('/coaching/my-day'))).not.toContain('Falta decir');
    // Nobody had put down that she came.
    await coach.post(`/coaching/bookings/${id}/state`, { act: 'undo', version: 2, page: 'own' });
    expect((await booking(id)).status).toBe('booked');
    expect(wordsOf(await coach.get('/coaching/my-day'))).toContain('Falta decir qué pasó');
  });

  it('offers to say that it was held only once it has begun, also of who is there', async () => {
    const wishes = { coachId: place.coaches[0]?.id as Id };
    const id = await book({ wishes });
    const coach = await coachHerself();
    await coach.post(`/coaching/bookings/${id}/state`, { act: 'arrive', version: 1, page: 'own' });
    expect((await coach.get('/coaching/my-day')).text).not.toContain('value="finish"');
    const early = await coach.post(`/coaching/bookings/${id}/state`, { act: 'finish', version: 2, page: 'own' });
    expect([early.status, wordsOf(early).includes('Todavía no: esta asesoría no ha empezado')]).toEqual([422, true]);
    test.clock.travelTo(instantAt('2026-11-23', '11:00'));
    expect((await (await coachHerself()).get('/coaching/my-day')).text).toContain('value="finish"');
  });

  it('tells a coach on her own day what was cancelled for today, and what of hers no longer fits, on whatever day', async () => {
    const wishes = { coachId: place.coaches[0]?.id as Id };
    const [gone, broken, others] = [
      await book({ wishes }), await book({ personId: person(1), date: '2026-11-24', wishes }), await book({ personId: person(2), date: '2026-11-24', startsAt: '12:00', wishes: { coachId: place.coaches[1]?.id as Id } })];
    const coach = await coachHerself();
    const before = wordsOf(await coach.get('/coaching/my-day'));
    expect([before.includes('Canceladas para hoy'), before.includes('ya no caben')]).toEqual([false, false]);
    await service.cancel(place.desk, gone, { version: 1 });
    await test.unitOfWork.run(async (tx) => {
      for (const id of [broken, others]) {
        const { workstationId } = await booking(id);
        await tx.execute('UPDATE workstations SET out_of_order_since = ? WHERE id = ?', [tx.now, workstationId]);
      }
    }, { actor: SYSTEM });
    const day = await coach.get('/coaching/my-day');
    expect(wordsOf(day)).toContain('hay que mover o avisar Mañana, martes 24 de noviembre, 11:00 Quispe 2, Rosa : PC 3 está malograda. Cambiar de hora');
    expect(wordsOf(day)).toContain('Hoy no tiene reservas');
    expect(wordsOf(day)).toContain('Canceladas para hoy 11:00 Quispe 1, Rosa');
    expect(wordsOf(day)).not.toContain('Quispe 3');
    const moved = await coach.post(`/coaching/bookings/${broken}/state`, { act: 'reseat', version: 1, page: 'own' });
    expect(moved.headers.location).toBe('/coaching/my-day');
    expect(wordsOf(await coach.get('/coaching/my-day'))).not.toContain('ya no caben');
  });
});
