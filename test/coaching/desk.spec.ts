import { refreshSearchWords } from '../../src/people/search-words.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { BookingsService, type BookingRequest } from '../../src/coaching/bookings.service.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import type { Account } from '../../src/accounts/account.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from './coaching-centre.js';
import { hiddenOf, linkTo } from './pages.js';

const TODAY = '2026-11-23';

describe.each(ENGINES)('the desk of coaching, on %s', (engine) => {
  let test: TestApp;
  let service: BookingsService;
  let centre: Centre;
  let place: CoachingCentre;
  let desk: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    service = test.app.get(BookingsService);
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId: centre.id, coaches: 2 });
    await test.unitOfWork.run((tx) => refreshSearchWords(tx, place.people.map(({ id }) => id)), { actor: SYSTEM });
    desk = await test.signIn('trainer', { centre });
  });
  afterAll(() => test.close());

  const person = (index = 0): Id => place.people[index]?.id as Id;
  const book = (more: Partial<BookingRequest> = {}): Promise<Id> => bookAt(test, place, more);
  const booking = (id: Id): Promise<Booking> => test.dataSource.manager.findOneByOrFail(Booking, { id });
  const travel = async (time: string): Promise<void> => {
    test.clock.travelTo(instantAt(TODAY, time));
    desk = await test.signInAs(desk.account as Account, centre);
  };

  it('books for somebody with three actions: her name, the soonest hour, done', async () => {
    const found = await desk.get('/coaching/bookings/new?q=quispe&format=json');
    const her = (found.body as { results: { href: string; text: string }[] }).results.find(({ text }) => text === 'Quispe 2, Rosa');
    const form = await desk.get(her?.href as string);
    expect(wordsOf(form)).toContain('Reservar para Quispe 2, Rosa');
    const [, slot] = /name="slot" value="([^"]+)" checked/u.exec(form.text) as RegExpExecArray;
    const booked = await desk.post('/coaching/bookings', { ...hiddenOf(form.text), slot, topic: 'email', through: 'phone' });
    expect([booked.status, booked.headers.location]).toEqual([303, `/coaching?date=${TODAY}`]);
    const [made] = await test.dataSource.manager.findBy(Booking, { centreId: centre.id });
    expect(made).toMatchObject({ personId: person(1), date: TODAY, startsAt: '10:30', bookedThrough: 'phone', topic: 'email', bookedBy: desk.account?.id });
    expect(wordsOf(await desk.get('/coaching'))).toMatch(/Quispe 2, Rosa ya tiene su hora reservada\. Hoy, lunes 23 de noviembre, de 10:30 a 11:15, con Asesora \d, en PC 3, Sala \S+\./u);
  });

  it('shows three hours of a day, and all of them by a link', async () => {
    const hoursOf = (text: string): number => [...text.matchAll(/name="slot" value="2026-11-25_/gu)].length;
    const few = await desk.get(`/coaching/bookings/new?person=${person()}&from=2026-11-25`);
    const [, address = '', hidden] = /<a href="([^"]*day&#x3D;2026-11-25)#slot">Ver (\d+) horas más de este día/u.exec(few.text) ?? [];
    const all = await desk.get(address.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
    expect([hoursOf(few.text), hoursOf(all.text), Number(hidden) > 0]).toEqual([3, 3 + Number(hidden), true]);
    expect(all.text).not.toMatch(/horas más de este día<span class="visually-hidden">, Pasado mañana/u);
  });

  it('books in another language that a coach speaks', async () => {
    const [, second] = place.coaches as [Coach, Coach];
    expect(wordsOf(await desk.get(`/coaching/bookings/new?person=${person()}`))).not.toContain('En quechua');
    await test.unitOfWork.run((tx) => tx.update(Coach, second, { languages: ['spanish', 'quechua'] }), { actor: SYSTEM });
    const all = await desk.get(`/coaching/bookings/new?person=${person()}`);
    const form = await desk.get(linkTo(all.text, 'En quechua'));
    expect(new Set([...form.text.matchAll(/con (Asesora \d)/gu)].map(([, name]) => name))).toEqual(new Set(['Asesora 2']));
    expect(hiddenOf(form.text)).toMatchObject({ language: 'quechua' });
    const learner = await test.signIn('learner', { personId: person(1), centre });
    const hours = await learner.get(linkTo((await learner.get('/coaching/new/hours')).text, 'En quechua'));
    const confirm = await learner.get(linkTo(hours.text, '10:30 a 11:15'));
    expect(hiddenOf(confirm.text)).toMatchObject({ language: 'quechua' });
    expect((await learner.post('/coaching/new', hiddenOf(confirm.text))).headers.location).toBe('/coaching/mine');
    expect(await test.dataSource.manager.findOneByOrFail(Booking, { personId: person(1) })).toMatchObject({ coachId: second.id });
  });

  it('finds people without JavaScript too, and nobody of another centre', async () => {
    const found = await desk.get('/coaching/bookings/new?q=quispe');
    expect(linkTo(found.text, 'Quispe 2, Rosa')).toBe(`/coaching/bookings/new?person=${person(1)}`);
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Lejos') });
    expect(wordsOf(await other.get('/coaching/bookings/new?q=quispe'))).not.toContain('Quispe 2');
    expect((await other.get(`/coaching/bookings/new?person=${person(1)}`)).status).toBe(404);
    expect((await other.post('/coaching/bookings', { personId: person(1), slot: `${TODAY}_11:00_${place.coaches[0]?.id}` })).status).toBe(404);
    for (const wrong of ['x', '']) expect((await desk.get(`/coaching/bookings/new?person=${wrong}`)).status).toBe(404);
  });

  it('says why an hour cannot be had, with the nearest chosen at once and every answer kept', async () => {
    await book();
    const taken = await booking(await book({ personId: person(1) }));
    const refused = await desk.post('/coaching/bookings', {
      personId: person(2), slot: `${TODAY}_11:00_${taken.coachId}`, topic: 'email', through: 'phone', with: 'female',
    });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('ya está con otra persona a esa hora');
    expect(refused.text).toMatch(/name="slot" value="2026-11-23_11:45_[^"]+" checked/u);
    expect(refused.text).toMatch(/value="email" selected/u);
    expect(refused.text).toMatch(/value="phone" checked/u);
    for (const slot of ['', 'x', `2025-01-01_09:00_${taken.coachId}`, `2027-01-01_09:00_${taken.coachId}`]) {
      expect((await desk.post('/coaching/bookings', { personId: person(2), slot })).status).toBe(422);
    }
  });

  it('leads to her booking where she has that hour already', async () => {
    const { id, coachId } = await booking(await book());
    const again = await desk.post('/coaching/bookings', { personId: person(), slot: `${TODAY}_11:00_${coachId}` });
    expect([again.status, linkTo(again.text.split('field__error')[1] as string, 'A esa hora ya tiene otra asesoría reservada')]).toEqual([422, `/coaching/bookings/${id}`]);
  });

  it('seats somebody at the PC that has to be it', async () => {
    const [, , , , fifth] = place.workstations as [Workstation, Workstation, Workstation, Workstation, Workstation];
    const form = await desk.get(`/coaching/bookings/new?person=${person()}`);
    expect([...form.text.matchAll(/<option value="[^"]*"[^>]*>((?:La que|PC)[^<]*)/gu)].map(([, label]) => label?.replace(/, .*/u, '')))
      .toEqual(['La que se indica en cada hora', ...place.workstations.map(({ label }) => label)]);
    const [, slot] = /name="slot" value="([^"]+)" checked/u.exec(form.text) as RegExpExecArray;
    for (const [who, workstationId] of [[0, fifth.id], [1, '']] as const) {
      expect((await desk.post('/coaching/bookings', { personId: person(who), slot: slot?.replace('10:30', `1${who + 1}:30`), workstationId })).status).toBe(303);
    }
    const made = await test.dataSource.manager.find(Booking, { where: { centreId: centre.id }, order: { startsAt: 'ASC' } });
    expect(made.map(({ workstationId }) => workstationId === fifth.id)).toEqual([true, false]);
  });

  it('books a series whole or not at all, naming every date that does not fit', async () => {
    const slot = `2026-11-24_11:00_${place.coaches[0]?.id}`;
    await book({ date: '2026-12-01', wishes: { coachId: place.coaches[0]?.id as Id } });
    const refused = await desk.post('/coaching/bookings', { personId: person(1), slot, times: '3' });
    expect([refused.status, wordsOf(refused).includes('El 01/12/2026 no se puede')]).toEqual([422, true]);
    expect(wordsOf(refused)).toMatch(/Martes 1 de diciembre : Asesora 1 ya está con otra persona a esa hora\. Horas libres cerca: Martes 1 de diciembre, de 09:30 a 10:15, con Asesora 1 Martes 1 de diciembre, de 10:15 a 11:00, con Asesora 1 Martes 1 de diciembre, de 11:45 a 12:30, con Asesora 1/u);
    expect(wordsOf(refused)).not.toContain('Martes 8 de diciembre');
    expect(refused.text).toMatch(/value="3" selected/u);
    expect(refused.text).toContain(`name="slot" value="${slot}" checked`);
    expect(await test.dataSource.manager.countBy(Booking, { centreId: centre.id })).toBe(1);
    expect((await desk.post('/coaching/bookings', { personId: person(1), slot: slot.replace('11:00', '12:00'), times: '4' })).status).toBe(303);
    const made = await test.dataSource.manager.find(Booking, { where: { personId: person(1) }, order: { date: 'ASC' } });
    expect(made.map(({ date }) => date)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15']);
    expect((await desk.post('/coaching/bookings', { personId: person(1), slot, times: '9' })).status).toBe(422);
  });

  it('shows the day by hour, and takes what happened with one press each', async () => {
    const id = await book();
    const day = await desk.get('/coaching');
    expect(wordsOf(day)).toContain('1 reserva, 1 por llegar 11:00 Quispe 1, Rosa 11:00 a 11:45 · PC 3 · Asesora');
    const press = (act: string, version: number): Promise<Awaited<ReturnType<Visitor['post']>>> => desk.post(`/coaching/bookings/${id}/state`, { act, version, page: 'day' });
    expect(wordsOf(await desk.post(`/coaching/bookings/${id}/state`, { act: 'finish', version: 1 }))).toContain('Todavía no: esta asesoría no ha empezado');
    expect((await press('arrive', 1)).status).toBe(303);
    expect(wordsOf(await desk.get('/coaching'))).toContain('Quispe 1, Rosa llegó.');
    const twice = await press('arrive', 1);
    expect([twice.status, wordsOf(twice)]).toEqual([409, expect.stringMatching(/Esta reserva cambió mientras usted la miraba: Llegó \(23\/11\/2026, 10:00 · [^)]+\)\. Vea cómo quedó/u)]);
    await travel('11:50');
    expect((await press('finish', 2)).status).toBe(303);
    expect((await booking(id)).status).toBe('done');
    expect((await press('undo', 3)).status).toBe(303);
    expect((await press('undo', 4)).status).toBe(303);
    expect((await press('no-show', 5)).status).toBe(303);
    expect((await booking(id)).status).toBe('no-show');
    expect((await press('dance', 6)).status).toBe(422);
    const page = await desk.get(`/coaching/bookings/${id}`);
    expect(wordsOf(page)).toContain('Qué pasó Reservada');
    expect(wordsOf(page)).toContain('No vino');
  });

  it('lays the day out by PC and by coach, in words', async () => {
    await book();
    const words = wordsOf(await desk.get('/coaching'));
    expect(words).toContain('PC 1 a PC 2 08:00 a 20:00 Acceso libre');
    expect(words).toContain('PC 3 08:00 a 11:00 Libre 11:00 a 11:45 Quispe 1, Rosa Reservada, Asesora');
    expect(wordsOf(await desk.get('/coaching?by=coach'))).toContain('11:00 a 11:45 Quispe 1, Rosa Reservada, PC 3');
    expect(wordsOf(await desk.get('/coaching?date=24/11/2026'))).toContain('Mañana, martes 24 de noviembre');
    for (const wrong of ['nonsense', '2026-02-31', '31/02/2026']) {
      const none = await desk.get(`/coaching?date=${encodeURIComponent(wrong)}`);
      expect([none.status, wordsOf(none).includes('Esa fecha no existe. Este es el día de hoy.')]).toEqual([422, true]);
    }
    expect((await desk.get('/coaching?date=')).status).toBe(200);
  });

  it('names on top the bookings that no longer fit', async () => {
    const { workstationId } = await booking(await book());
    expect(wordsOf(await desk.get('/coaching'))).not.toContain('ya no caben');
    const pc = await test.dataSource.manager.findOneByOrFail(Workstation, { id: workstationId });
    await test.unitOfWork.run((tx) => tx.update(Workstation, pc, { outOfOrderSince: tx.now }), { actor: SYSTEM });
    const day = await desk.get('/coaching');
    expect(wordsOf(day)).toContain('hay que mover o avisar 11:00 Quispe 1, Rosa : PC 3 está malograda.');
    expect(wordsOf(day)).toContain('11:00 a 11:45 Quispe 1, Rosa Reservada');
    expect(wordsOf(day)).not.toContain('Otros días con reservas que ya no caben');
    // Another PC is a press away: nobody is told that her hour will not be held.
    expect(wordsOf(await desk.get(`/coaching/call-list?date=${TODAY}`))).not.toContain('No se dará');
    const { result: next, queries: ofDay } = await countQueries(() => desk.get('/coaching?date=2026-11-24'));
    expect(linkTo(next.text, 'Hoy, lunes 23 de noviembre: 1 reserva')).toBe(`/coaching?date=${TODAY}`);
    expect(wordsOf(next)).toContain('Otros días con reservas que ya no caben');
    expect(ofDay).toBeLessThanOrEqual(8);
    const office = await test.signIn('coordinator', { centre });
    const { result: home, queries } = await countQueries(() => office.get('/'));
    expect(linkTo(home.text, 'Asesorías que ya no caben')).toBe(`/coaching?date=${TODAY}`);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('moves and cancels for somebody, with a reason', async () => {
    const id = await book();
    const slots = await desk.get(`/coaching/bookings/${id}/move`);
    expect(wordsOf(slots)).toContain('Quispe 1, Rosa. La hora de ahora: Hoy, lunes 23 de noviembre, de 11:00 a 11:45');
    const confirm = await desk.get(linkTo(slots.text.slice(slots.text.indexOf('Mañana')), '08:00'));
    expect(wordsOf(confirm)).toContain('Participante Quispe 1, Rosa La hora de antes');
    expect((await desk.post(`/coaching/bookings/${id}/move`, hiddenOf(confirm.text))).headers.location).toBe('/coaching?date=2026-11-24');
    expect((await desk.post(`/coaching/bookings/${id}/cancellation`, { version: 2, reason: 'Llamó su hija' })).headers.location).toBe('/coaching?date=2026-11-24');
    expect(wordsOf(await desk.get(`/coaching/bookings/${id}`))).toContain('Llamó su hija');
    expect(wordsOf(await desk.get('/coaching?date=2026-11-24'))).toContain('No hay reservas este día');
  });

  it('says of a booking that was cancelled meanwhile by whom and when, and leads to another hour', async () => {
    const id = await book();
    const late = await desk.get(`/coaching/bookings/${id}/cancellation`);
    expect(wordsOf(late)).toContain('Faltan menos de 24 horas: queda anotado que se canceló tarde');
    await service.cancel(place.herself(place.people[0] as never), id, { version: 1 });
    const sent = await desk.post(`/coaching/bookings/${id}/cancellation`, hiddenOf(late.text));
    expect(sent.status).toBe(409);
    for (const answer of [sent, await desk.get(`/coaching/bookings/${id}/cancellation`), await desk.get(`/coaching/bookings/${id}/move`)]) {
      expect(wordsOf(answer)).toContain('Esta asesoría ya está cancelada La canceló la misma persona, el lunes 23 de noviembre a las 10:00. Participante Quispe 1, Rosa');
      expect(wordsOf(answer)).not.toContain('miedo');
      expect([linkTo(answer.text, 'Reservar otra hora'), linkTo(answer.text, 'Ver la reserva')]).toEqual([`/coaching/bookings/new?person=${person()}`, `/coaching/bookings/${id}`]);
    }
    const marked = await desk.post(`/coaching/bookings/${id}/state`, { act: 'arrive', version: 1, page: 'day' });
    expect([marked.status, wordsOf(marked).includes('mientras usted la miraba: Cancelada tarde (23/11/2026, 10:00 · por la misma persona)')]).toEqual([409, true]);
  });

  it('leads from one that was held or missed to where that is taken back', async () => {
    const id = await book();
    await travel('11:50');
    await service.noShow(place.desk, id, { version: 1 });
    const missed = await desk.get(`/coaching/bookings/${id}/move`);
    expect([missed.status, wordsOf(missed)]).toEqual([200, expect.stringContaining('Está anotado que no vino Participante')]);
    expect(linkTo(missed.text, 'Ver la reserva')).toBe(`/coaching/bookings/${id}`);
    expect((await desk.post(`/coaching/bookings/${id}/move`, { version: 2, slot: `2026-11-24_09:00_${place.coaches[0]?.id}` })).status).toBe(409);
  });

  it('is found from somebody\'s page, and in the bar on top', async () => {
    const page = await desk.get(`/people/${person()}`);
    expect(linkTo(page.text, 'Reservar una hora')).toBe(`/coaching/bookings/new?person=${person()}`);
    const id = await book();
    expect(linkTo((await desk.get(`/people/${person()}`)).text, 'Hoy, lunes 23 de noviembre, de 11:00 a 11:45')).toBe(`/coaching/bookings/${id}`);
    for (const role of ['trainer', 'coach', 'coordinator', 'administrator'] as const) {
      expect(linkTo((await (await test.signIn(role, { centre })).get('/')).text, 'Asesoría')).toBe('/coaching');
    }
    expect((await (await test.signIn('treasurer', { centre })).get('/coaching')).status).toBe(403);
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Lejos') });
    expect((await other.get(`/coaching/bookings/${id}`)).status).toBe(404);
    expect((await other.post(`/coaching/bookings/${id}/state`, { act: 'arrive', version: 1 })).status).toBe(404);
  });

  it('takes eight queries a page at most', async () => {
    const id = await book();
    const paths = ['/coaching', '/coaching/my-day', `/coaching/call-list?date=${TODAY}`, `/coaching/bookings/${id}`, `/coaching/bookings/new?person=${person(1)}`, `/people/${person()}`, '/'];
    for (const path of paths) {
      const { queries } = await countQueries(() => desk.get(path));
      expect([path, queries <= 8 ? 'few' : queries]).toEqual([path, 'few']);
    }
  });
});
