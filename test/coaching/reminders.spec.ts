import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachException } from '../../src/coaching/coach-exception.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { Consent } from '../../src/people/consent.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import type { Channel } from '../../src/shared/outbox/channels.js';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity.js';
import { OutboxSender } from '../../src/shared/outbox/outbox-sender.js';
import { startApp, TEST_NOW, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';

const DAY = '2026-11-26';

describe.each(ENGINES)('reminders of coaching, %s', (engine) => {
  let test: TestApp;
  let world: CoachingCentre;
  const went: string[] = [];
  const phone: Channel = {
    name: 'sms',
    send: ({ recipient, body }) => {
      went.push(`${recipient}: ${body}`);
      return Promise.resolve({ outcome: 'sent' });
    },
  };

  beforeAll(async () => {
    test = await startApp({ engine, channels: [phone] });
    world = await addCoachingCentre(test, { people: 3 });
    await test.unitOfWork.run((tx) => tx.insert(Consent, [consent(0, ['contact']), consent(1, ['registration'])]), { actor: SYSTEM });
  });
  afterAll(() => test.close());
  beforeEach(() => {
    went.length = 0;
    test.clock.travelTo(TEST_NOW);
  });

  const consent = (person: number, covers: string[]): Consent => ({
    id: newId(), personId: world.people[person]?.id as Id, centreId: world.centreId, textVersion: '1', givenOn: '2026-11-01', how: 'signed', covers, withdrawnAt: null, version: 1,
  });
  const bookings = (): BookingsService => test.app.get(BookingsService);
  const book = (person: number, startsAt: string, date = DAY): Promise<Id> => bookings().book(world.desk, { personId: world.people[person]?.id as Id, date, startsAt, topic: 'safety', wishes: {} });
  const version = async (id: Id): Promise<number> => (await test.dataSource.manager.findOneByOrFail(Booking, { id })).version;
  const look = (at: string): Promise<void> => {
    test.clock.travelTo(instantAt('2026-11-25', at));
    return test.app.get(OutboxSender).wake();
  };

  it('go out the evening before, once, and say when and where but not what about', async () => {
    const id = await book(0, '09:00');
    await look('16:59');
    expect(went).toEqual([]);
    await look('17:00');
    await look('18:00');
    expect(went).toEqual(['987654321: Le esperamos en Villa El Salvador el jueves 26 de noviembre a las 09:00. Si no puede venir, avise en el centro.']);
    expect(went[0]?.length).toBeLessThanOrEqual(160);
    expect(await test.dataSource.manager.findBy(OutboxMessage, { aboutId: id })).toMatchObject([{ status: 'sent' }]);
  });

  it('go to nobody who did not agree to it, and are not even written', async () => {
    const ids = [await book(1, '10:00'), await book(2, '11:00')];
    expect(await Promise.all(ids.map((aboutId) => test.dataSource.manager.countBy(OutboxMessage, { aboutId })))).toEqual([0, 0]);
  });

  it('follow a booking that moves, there and back, and end with it', async () => {
    const id = await book(0, '12:00');
    await bookings().move(world.desk, id, { date: DAY, startsAt: '14:00', wishes: {}, version: await version(id) });
    await bookings().move(world.desk, id, { date: DAY, startsAt: '12:00', wishes: {}, version: await version(id) });
    await look('17:00');
    expect(went).toEqual([expect.stringContaining('a las 12:00')]);
    test.clock.travelTo(TEST_NOW);
    const gone = await book(0, '15:00');
    await bookings().cancel(world.desk, gone, { version: await version(gone), reason: null });
    await look('17:30');
    expect(went).toHaveLength(1);
  });

  it('stay back while the hour cannot be held, say so on the call list, and go out once it can', async () => {
    const id = await book(0, '16:00');
    const { coachId } = await test.dataSource.manager.findOneByOrFail(Booking, { id });
    const away: CoachException = { id: newId(), coachId, centreId: world.centreId, date: DAY, kind: 'away', fromTime: '15:00', toTime: '17:00', reason: null } as CoachException;
    await test.unitOfWork.run((tx) => tx.insert(CoachException, [away]), { actor: SYSTEM });
    await look('17:00');
    await look('20:58');
    expect(went).toEqual([]);
    const list = async (): Promise<string> => wordsOf(await (await test.signIn('trainer')).get(`/coaching/call-list?date=${DAY}`));
    expect(await list()).toContain('No se dará: ofrezca otra hora El recordatorio quedó retenido: no saldrá.');
    await test.unitOfWork.run((tx) => tx.execute('DELETE FROM coach_exceptions WHERE id = ?', [away.id]), { actor: SYSTEM });
    await look('21:10');
    expect(went).toEqual([]);
    test.clock.travelTo(instantAt(DAY, '07:30'));
    await test.app.get(OutboxSender).wake();
    expect(went).toEqual([expect.stringContaining('a las 16:00')]);
    expect(await list()).toContain('Enviado');
  });
});
