import type { Response } from 'supertest';
import type { Account } from '../../src/accounts/account.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingEvent } from '../../src/coaching/booking-event.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachException } from '../../src/coaching/coach-exception.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { hiddenOf, linkTo } from './pages.js';

describe.each(ENGINES)('a learner\'s coaching, on %s', (engine) => {
  let test: TestApp;
  let place: CoachingCentre;
  let learner: Visitor;
  let other: Visitor;
  let centre: Centre;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId: centre.id });
    [learner, other] = await Promise.all([0, 1].map((index) => test.signIn('learner', { personId: place.people[index]?.id as string, centre }))) as [Visitor, Visitor];
  });
  afterAll(() => test.close());

  const bookings = (): Promise<Booking[]> => test.dataSource.manager.find(Booking, { where: { centreId: place.centreId }, order: { bookedAt: 'ASC' } });

  /** From her home to the page that asks whether it is to be this hour. */
  const choose = async (visitor: Visitor, first = 'Lo más pronto', hours = ''): Promise<{ path: string; form: Record<string, string>; words: string }> => {
    const ask = await visitor.get(linkTo((await visitor.get('/')).text, 'Pedir asesoría'));
    const slots = await visitor.get(linkTo(ask.text, first));
    const path = linkTo((/<main[\s\S]*/u.exec(slots.text) as RegExpExecArray)[0].split('choose--hours').slice(1).join(''), hours);
    const confirm = await visitor.get(path);
    expect(confirm.status).toBe(200);
    return { path, form: hiddenOf(confirm.text), words: wordsOf(confirm) };
  };
  const book = async (visitor: Visitor): Promise<Booking> => {
    await visitor.post('/coaching/new', (await choose(visitor)).form);
    return (await bookings()).at(-1) as Booking;
  };

  it('is booked in four presses from her home, and stands on it then', async () => {
    const { form, words } = await choose(learner);
    expect(words).toContain('Hoy, lunes 23 de noviembre, de 10:30 a 11:15');
    expect(words).toContain('Asesora 1');
    expect(words).toContain('PC 3, Sala');
    expect(words).toContain('Falta poco: sin problema se cancela hasta 24 horas antes. Si no puede venir, avise igual.');
    const booked = await learner.post('/coaching/new', form);
    expect([booked.status, booked.headers.location]).toEqual([303, '/coaching/mine']);
    expect(await bookings()).toMatchObject([{ personId: place.people[0]?.id, startsAt: '10:30', topic: 'other', bookedThrough: 'self', status: 'booked' }]);
    expect(wordsOf(await learner.get('/coaching/mine'))).toContain('Mis asesorías Hoy, lunes 23 de noviembre, de 10:30 a 11:15 Con Asesora 1.');
    const home = await learner.get('/');
    expect(wordsOf(home)).toContain('Su asesoría: Hoy, lunes 23 de noviembre, de 10:30 a 11:15');
    expect(home.text).not.toContain('/coaching/new');
  });

  it('tells whoever goes back and asks for her own hour again that she has it, and leads there', async () => {
    const { path, form } = await choose(learner);
    await learner.post('/coaching/new', form);
    const [back, sent] = [await learner.get(path), await learner.post('/coaching/new', form)];
    expect([back.status, sent.status]).toEqual([200, 409]);
    for (const answer of [back, sent]) {
      expect(wordsOf(answer)).toContain('Esta hora ya la tiene usted Cuándo Hoy, lunes 23 de noviembre, de 10:30 a 11:15 Con quién Asesora 1');
      expect(linkTo(answer.text, 'Ver mis asesorías')).toBe('/coaching/mine');
    }
    expect(wordsOf(await learner.post('/coaching/new', { ...form, slot: (form.slot as string).replace('10:30', '10:45') }))).toContain('A esa hora usted ya tiene una asesoría');
    // Of somebody else's hour nothing is told.
    expect(wordsOf(await other.get(path))).toContain('Esa hora ya no está libre');
    expect(await bookings()).toHaveLength(1);
  });

  it('is asked for twice, also at once, and not a third time; staff book more', async () => {
    const names = ['08:00', '09:00', '10:00', '11:00', '12:00'].map((startsAt) => `2026-11-24_${startsAt}_${place.coaches[0]?.id}`);
    const post = (slot: string | undefined): Promise<Response> => learner.post('/coaching/new', { slot });
    expect((await post(names[0])).status).toBe(303);
    expect(wordsOf(await learner.get('/coaching/mine'))).toContain('Pedir una asesoría más');
    const atOnce = await Promise.all([post(names[1]), post(names[2]), post(names[3])]);
    expect(atOnce.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    expect(await bookings()).toHaveLength(2);
    const why = 'Ya tiene 2 asesorías por venir, y por aquí no se pide otra más. Cuando pase una, podrá pedir otra. Si la necesita antes, dígalo en el centro.';
    const pages = ['/coaching/new', '/coaching/new/hours?with=female', `/coaching/new/confirmation?slot=${names[4]}`, '/coaching/mine'];
    for (const answer of [await post(names[4]), await learner.post('/coaching/waits', { days: '1' }), ...await Promise.all(pages.map((path) => learner.get(path)))]) {
      expect(wordsOf(answer)).toContain(why);
    }
    expect(wordsOf(await learner.get('/coaching/new'))).toContain('Por ahora no puede pedir otra hora Cuándo Mañana, martes 24 de noviembre');
    expect(wordsOf(await learner.get('/coaching/mine'))).not.toContain('Pedir una asesoría más');
    const desk = await test.signIn('trainer', { centre });
    expect((await desk.post('/coaching/bookings', { personId: place.people[0]?.id, slot: names[4] })).status).toBe(303);
    expect(await bookings()).toHaveLength(3);
  });

  it('says that it cannot be held as it is, once something changed, and where to choose another hour', async () => {
    const { workstationId, coachId, date } = await book(learner);
    const pc = await test.dataSource.manager.findOneByOrFail(Workstation, { id: workstationId });
    await test.unitOfWork.run((tx) => tx.update(Workstation, pc, { outOfOrderSince: tx.now }), { actor: SYSTEM });
    // Another PC is the desk's business.
    expect(wordsOf(await learner.get('/coaching/mine'))).not.toContain('no se podrá dar');
    await test.unitOfWork.run((tx) => tx.insert(CoachException, [{ id: newId(), coachId, centreId: centre.id, date, kind: 'away', reason: 'Viaje' }]), { actor: SYSTEM });
    const page = await learner.get('/coaching/mine');
    expect(wordsOf(page)).toContain('Algo cambió en el centro y esta hora no se podrá dar');
    expect(page.text).toContain('/move"');
  });

  it('keeps what she needs help with and her wish for a woman from page to page', async () => {
    const { path, form, words } = await choose(learner, 'El correo');
    expect(path).toContain('topic=email');
    expect(words).toContain('Para qué El correo');
    await learner.post('/coaching/new', form);
    expect(await bookings()).toMatchObject([{ topic: 'email' }]);
    const wished = await choose(other, 'Con una mujer');
    expect(wished.form).toMatchObject({ with: 'female' });
    await test.unitOfWork.run((tx) => tx.update(Coach, place.coaches[0] as Coach, { sex: null }), { actor: SYSTEM });
    expect(wordsOf(await other.get('/coaching/new/hours?with=female'))).toContain('No hay horas libres así');
  });

  it('is booked with a coach who keeps to some topics when she names none, and offers those alone to name', async () => {
    await test.unitOfWork.run((tx) => tx.update(Coach, place.coaches[0] as Coach, { topics: ['email', 'phone'] }), { actor: SYSTEM });
    const { path, form } = await choose(learner);
    const confirm = await learner.get(path);
    expect([...confirm.text.matchAll(/name="topic" value="([^"]+)"/gu)].map(([, topic]) => topic)).toEqual(['email', 'phone', 'other']);
    expect((await learner.post('/coaching/new', form)).status).toBe(303);
    const refused = await other.post('/coaching/new', { ...form, slot: (form.slot as string).replace('10:30', '11:15'), topic: 'courage' });
    expect([refused.status, wordsOf(refused).includes('Asesora 1 no atiende lo que se pide')]).toEqual([422, true]);
    expect(await bookings()).toMatchObject([{ topic: 'other' }]);
  });

  it('shows three hours of a day, and all of them by a link', async () => {
    const hoursOf = (text: string): number => [.../<section[^>]*id="day-2026-11-25">[\s\S]*?<\/section>/u.exec(text)?.[0].matchAll(/class="choose__name"/gu) ?? []].length;
    const few = await learner.get('/coaching/new/hours?from=2026-11-25');
    const [, address = '', hidden] = /href="([^"]*)#day-2026-11-25">Ver (\d+) horas más de este día/u.exec(few.text) ?? [];
    const all = await learner.get(address.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'));
    expect([hoursOf(few.text), hoursOf(all.text), all.text.includes('horas más de este día<span class="visually-hidden">, Pasado mañana')]).toEqual([3, 3 + Number(hidden), false]);
    expect(Number(hidden)).toBeGreaterThan(0);
  });

  it('says until when she can cancel without blame, and takes it kindly later', async () => {
    const slots = await learner.get('/coaching/new/hours?from=2026-11-25');
    const confirm = await learner.get(linkTo(slots.text.split('choose--hours').slice(1).join(''), '08:00'));
    expect(wordsOf(confirm)).toContain('avise sin problema hasta el martes 24 de noviembre a las 08:00');
    await learner.post('/coaching/new', hiddenOf(confirm.text));
    const [booking] = await bookings() as [Booking];
    const page = await learner.get(`/coaching/bookings/${booking.id}/cancellation`);
    expect(wordsOf(page)).toContain('no cuenta como falta');
    expect(linkTo(page.text, 'No, dejarla como está')).toBe('/coaching/mine');
    test.clock.travelTo(instantAt('2026-11-24', '20:00'));
    learner = await test.signInAs(learner.account as Account, centre);
    expect(wordsOf(await learner.get(`/coaching/bookings/${booking.id}/cancellation`))).toContain('Sin problema se cancela hasta 24 horas antes, y ya falta menos');
    const cancelled = await learner.post(`/coaching/bookings/${booking.id}/cancellation`, { version: 1, reason: 'Enfermó mi hija' });
    expect([cancelled.status, cancelled.headers.location]).toEqual([303, '/coaching/mine']);
    expect(await test.dataSource.manager.findOneByOrFail(BookingEvent, { bookingId: booking.id, kind: 'cancelled' })).toMatchObject({ late: 1, reason: 'Enfermó mi hija', side: 'learner' });
    expect(wordsOf(await learner.get('/coaching/mine'))).toContain('Cancelada');
    const again = await learner.post(`/coaching/bookings/${booking.id}/cancellation`, { version: 1 });
    expect(again.status).toBe(409);
    expect(wordsOf(again)).toContain('Esta asesoría ya está cancelada La canceló usted, el martes 24 de noviembre a las 20:00.');
  });

  it('says plainly that it is cancelled, by whom and when, where it would ask to cancel or to move, and leads to another hour', async () => {
    const booking = await book(learner);
    const service = test.app.get(BookingsService);
    await service.cancel(place.desk, booking.id, { version: 1, reason: 'La sala está sin luz' });
    const { displayName } = await test.dataSource.manager.findOneByOrFail('Account', { id: place.desk.accountId as string }) as Account;
    for (const path of ['move', 'cancellation']) {
      const asked = await learner.get(`/coaching/bookings/${booking.id}/${path}`);
      const sent = await learner.post(`/coaching/bookings/${booking.id}/${path}`, { version: 1, slot: `2026-11-25_09:00_${place.coaches[0]?.id}` });
      expect([asked.status, sent.status]).toEqual([200, 409]);
      for (const answer of [asked, sent]) {
        expect(wordsOf(answer)).toContain(`Esta asesoría ya está cancelada La canceló ${displayName}, del centro, el lunes 23 de noviembre a las 10:00. Cuándo Hoy, lunes 23 de noviembre, de 10:30 a 11:15`);
        expect([linkTo(answer.text, 'Pedir otra hora'), linkTo(answer.text, 'Mis asesorías')]).toEqual(['/coaching/new', '/coaching/mine']);
        expect(answer.text).not.toContain(`${booking.id}/${path}"`);
      }
    }
  });

  it.each<[string, string, (service: BookingsService, id: string) => Promise<unknown>, string]>([
    ['has begun', '10:40', async () => {}, 'Esta asesoría ya empezó'],
    ['is over', '11:15', async () => {}, 'Esta asesoría ya pasó'],
    ['is done', '11:00', (service, id) => service.finish(place.desk, id, { version: 1 }), 'Esta asesoría ya se hizo'],
    ['was missed', '11:00', (service, id) => service.noShow(place.desk, id, { version: 1 }), 'Está anotado que no vino a esta asesoría'],
    ['has her there', '10:20', (service, id) => service.arrive(place.desk, id, { version: 1 }), 'Ya está anotado que usted llegó'],
  ])('asks no more when it %s', async (_, time, change, title) => {
    const booking = await book(learner);
    test.clock.travelTo(instantAt('2026-11-23', time));
    await change(test.app.get(BookingsService), booking.id);
    learner = await test.signInAs(learner.account as Account, centre);
    for (const path of ['move', 'cancellation']) {
      const asked = await learner.get(`/coaching/bookings/${booking.id}/${path}`);
      const sent = await learner.post(`/coaching/bookings/${booking.id}/${path}`, { version: 1, slot: `2026-11-25_09:00_${place.coaches[0]?.id}` });
      expect([asked.status, sent.status]).toEqual([200, 409]);
      for (const answer of [asked, sent]) expect(wordsOf(answer)).toMatch(new RegExp(`${title} .*Ya no se puede cambiar ni cancelar`, 'u'));
    }
  });

  it('leads back to its page whoever sends a form twice with other words', async () => {
    const { id } = await book(learner);
    const path = `/coaching/bookings/${id}/cancellation`;
    const send = (reason: string): Promise<Response> => learner.send(learner.request().post(path).set('host', 'minka.local').set('referer', `http://minka.local${path}`).type('form')
      .send({ _key: '0190aaaa-0000-7000-8000-000000000001', version: 1, reason }));
    expect((await send('Enfermó mi hija')).status).toBe(303);
    const again = await send('Otra cosa');
    expect([again.status, linkTo(again.text, 'Volver')]).toEqual([409, path]);
  });

  it('names no limit that lay before she booked', async () => {
    const { id } = await book(learner);
    const words = wordsOf(await learner.get(`/coaching/bookings/${id}/cancellation`));
    expect(words).toContain('queda anotado que avisó tarde, también si la reservó hace poco. Avise igual');
    expect(words).not.toContain('22 de noviembre');
  });

  it('offers the nearest at once when somebody else was quicker, and keeps the rest of what she said', async () => {
    const { form } = await choose(learner, 'El correo');
    const { path } = await choose(learner, 'El correo');
    await other.post('/coaching/new', form);
    expect(wordsOf(await learner.get(path))).toContain('Esa hora ya no está libre. Elija una de estas');
    const refused = await learner.post('/coaching/new', form);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('Asesora 1 ya está con otra persona a esa hora');
    expect(wordsOf(refused)).toContain('Las horas más cercanas Hoy, lunes 23 de noviembre 11:15 a 12:00');
    expect(refused.text).toContain('<title>Error:');
    const next = await learner.get(linkTo(refused.text.split('choose--hours')[1] as string, '11:15'));
    expect((await learner.post('/coaching/new', hiddenOf(next.text))).status).toBe(303);
    expect((await bookings()).map(({ startsAt, topic }) => [startsAt, topic])).toEqual([['10:30', 'email'], ['11:15', 'email']]);
  });

  it('moves to another hour, and the one before is free again', async () => {
    const booking = await book(learner);
    const slots = await learner.get(linkTo((await learner.get('/coaching/mine')).text, 'Cambiar de hora'));
    expect(wordsOf(slots)).toContain('La hora de ahora: Hoy, lunes 23 de noviembre, de 10:30 a 11:15');
    const confirm = await learner.get(linkTo(slots.text.slice(slots.text.indexOf('Mañana')), '08:00'));
    expect(wordsOf(confirm)).toContain('La hora de antes Hoy, lunes 23 de noviembre, de 10:30 a 11:15 La hora nueva Mañana, martes 24 de noviembre, de 08:00 a 08:45');
    const moved = await learner.post(`/coaching/bookings/${booking.id}/move`, hiddenOf(confirm.text));
    expect([moved.status, moved.headers.location]).toEqual([303, '/coaching/mine']);
    expect(await bookings()).toMatchObject([{ date: '2026-11-24', startsAt: '08:00', version: 2 }]);
    expect((await learner.post(`/coaching/bookings/${booking.id}/move`, hiddenOf(confirm.text))).status).toBe(409);
    expect((await choose(other)).words).toContain('10:30 a 11:15');
  });

  it('keeps what she wishes of the new hour while she looks at one and goes back, and when it is gone', async () => {
    const booking = await book(learner);
    const move = `/coaching/bookings/${booking.id}/move`;
    const slots = await learner.get(`${move}?part=morning`);
    const confirm = await learner.get(linkTo(slots.text.slice(slots.text.indexOf('Mañana')), '08:00'));
    expect(linkTo(confirm.text.slice(confirm.text.indexOf('<main')), 'Elegir otra hora')).toBe(`${move}?part=morning`);
    const refused = await learner.post(move, { ...hiddenOf(confirm.text), slot: 'mañana' });
    expect([refused.status, linkTo(refused.text, 'Con una mujer')]).toEqual([422, `${move}?with=female&part=morning`]);
  });

  it('is hers alone', async () => {
    const booking = await book(learner);
    for (const path of ['move', 'cancellation']) expect((await other.get(`/coaching/bookings/${booking.id}/${path}`)).status).toBe(404);
    expect((await other.post(`/coaching/bookings/${booking.id}/cancellation`, { version: 1 })).status).toBe(404);
    expect((await learner.get('/coaching/bookings/nonsense/move')).status).toBe(404);
    expect(wordsOf(await other.get('/coaching/mine'))).toContain('No tiene ninguna hora reservada');
    expect((await (await test.signIn('trainer')).get('/coaching/mine')).status).toBe(403);
  });

  it.each([
    ['nothing', {}], ['nonsense', { slot: 'mañana' }], ['a day that has passed', { slot: '2026-11-20_09:00_ID' }],
    ['a date that is none', { slot: '2026-02-31_09:00_ID' }], ['an hour that is none', { slot: '2026-11-24_29:00_ID' }], ['a topic that is none', { topic: 'x' }],
  ])('answers %s with what is free', async (_, form) => {
    const sent = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, (value as string).replace('ID', place.coaches[0]?.id as string)]));
    const answer = await learner.post('/coaching/new', sent);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('error-summary');
    expect(answer.text).toContain('choose--hours');
  });

  it('takes eight queries a page at most', async () => {
    const booking = await book(learner);
    for (const path of ['/', '/coaching/new', '/coaching/new/hours', '/coaching/mine', `/coaching/bookings/${booking.id}/cancellation`]) {
      const { queries } = await countQueries(() => learner.get(path));
      expect([path, queries <= 8 ? 'few' : queries]).toEqual([path, 'few']);
    }
  });
});
