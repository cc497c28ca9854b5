import { Consent } from '../../src/people/consent.entity.js';
import type { Account } from '../../src/accounts/account.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService, type BookingRequest } from '../../src/coaching/bookings.service.js';
import { CoachException } from '../../src/coaching/coach-exception.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from './coaching-centre.js';
import { linkTo } from './pages.js';

const TODAY = '2026-11-23';

describe.each(ENGINES)('whom to call about the coaching of a day, on %s', (engine) => {
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
    desk = await test.signIn('trainer', { centre });
  });
  afterAll(() => test.close());

  const person = (index = 0): Id => place.people[index]?.id as Id;
  const book = (more: Partial<BookingRequest> = {}): Promise<Id> => bookAt(test, place, more);
  const booking = (id: Id): Promise<Booking> => test.dataSource.manager.findOneByOrFail(Booking, { id });
  const consent = (personId: Id): Consent => (
    { id: newId(), personId, centreId: centre.id, how: 'signed', textVersion: '1', givenOn: '2026-11-01', covers: ['register', 'contact'], withdrawnAt: null, version: 1 });

  it('prints whom to call: her number where she agreed, how the reminder stands, never what it is about', async () => {
    const [agreed] = [await book(), await book({ personId: person(1), startsAt: '12:00' }), await book({ personId: person(2), startsAt: '13:00' })];
    await test.unitOfWork.run(async (tx) => {
      const consent = { centreId: centre.id, how: 'signed', textVersion: '1', givenOn: '2026-11-01', recordedAt: tx.now, recordedBy: null, withdrawnAt: null, version: 1 };
      await tx.insert(Consent, [
        { ...consent, id: newId(), personId: person(), covers: ['register', 'contact'] }, { ...consent, id: newId(), personId: person(1), covers: ['register'] },
      ] as never);
      await tx.insert(OutboxMessage, {
        id: newId(), centreId: centre.id, claim: 'x', aboutId: agreed as string, channel: 'sms', recipient: '987654321', subject: null, body: 'x', status: 'failed',
        attempts: 3, dueAt: tx.now, uselessAfter: tx.now, takenAt: null, sentAt: null, fault: null, createdAt: tx.now, version: 1,
      });
    }, { actor: SYSTEM });
    const list = await desk.get(`/coaching/call-list?date=${TODAY}`);
    const words = wordsOf(list);
    expect(words).toMatch(/11:00 Quispe 1, Rosa 987 654 321 WhatsApp Quispe 1, Rosa Asesora \d PC \d, Sala \S+ No salió: llame/u);
    expect(words).toMatch(/12:00 Quispe 2, Rosa No quiere llamadas Asesora \d PC \d, Sala \S+ No hay cómo avisarle/u);
    expect(words).toMatch(/13:00 Quispe 3, Rosa Falta su consentimiento/u);
    expect(list.text).toContain('https://wa.me/51987654321?text&#x3D;Hola%2C%20Rosa.');
    for (const path of [`/coaching/call-list?date=${TODAY}`, '/coaching', `/coaching/bookings/${agreed}`]) expect(wordsOf(await desk.get(path))).not.toContain('miedo');
  });

  it('calls nobody to an hour at which her coach is away', async () => {
    const { coachId } = await booking(await book());
    await test.unitOfWork.run((tx) => tx.insert(CoachException, [{ id: newId(), coachId, centreId: centre.id, date: TODAY, kind: 'away', reason: 'Viaje' }]), { actor: SYSTEM });
    const { result: list, queries } = await countQueries(() => desk.get(`/coaching/call-list?date=${TODAY}`));
    expect(wordsOf(list)).toMatch(/11:00 Quispe 1, Rosa .* No se dará: ofrezca otra hora/u);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('has a box to tick on paper, and no reminder of an hour that has begun or is over', async () => {
    await test.unitOfWork.run((tx) => tx.insert(Consent, [consent(person()), consent(person(1))]), { actor: SYSTEM });
    const here = await book({ personId: person(2), startsAt: '12:00' });
    await book({ startsAt: '10:30' });
    await book({ personId: person(1), startsAt: '12:30' });
    await service.arrive(place.desk, here, { version: 1 });
    const list = async (time: string, date = TODAY): Promise<string> => {
      test.clock.travelTo(instantAt(date, time));
      desk = await test.signInAs(desk.account as Account, centre);
      return (await desk.get(`/coaching/call-list?date=${TODAY}`)).text;
    };
    const early = await list('10:00');
    expect(early.match(/class="tick-box"/gu)).toHaveLength(2);
    expect(early.match(/wa\.me/gu)).toHaveLength(2);
    // Who is there needs no call.
    expect(early).not.toContain('Quispe 3');
    const underWay = await list('10:40');
    expect(underWay.match(/wa\.me/gu)).toHaveLength(1);
    expect(underWay).toContain('Ya empezó: llame si no llegó');
    const after = await list('11:15');
    expect([after.includes('Quispe 1'), after.includes('Quispe 2')]).toEqual([false, true]);
    expect(linkTo((await desk.get('/coaching')).text, 'Llamadas de asesoría')).toBe(`/coaching/call-list?date=${TODAY}`);
    expect(await list('13:15')).toContain('No hay a quién llamar este día');
    expect((await desk.get('/coaching')).text).not.toContain('/coaching/call-list');
    expect(await list('09:00', '2026-11-24')).toContain('Ese día ya pasó: no hay a quién llamar.');
  });

  it('says of a day that there is not that there is none', async () => {
    const none = await desk.get('/coaching/call-list?date=2026-02-31');
    expect([none.status, wordsOf(none).includes('Esa fecha no existe. Este es el día de hoy.')]).toEqual([422, true]);
  });
});
