import { Holiday } from '../../src/centres/holiday.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachingOffer } from '../../src/coaching/coaching-offer.entity.js';
import { CoachingSettings, COACHING_DEFAULTS } from '../../src/coaching/coaching-settings.entity.js';
import { WaitsService } from '../../src/coaching/waits.service.js';
import { WaitsTimer } from '../../src/coaching/waits-timer.js';
import { Consent } from '../../src/people/consent.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import type { Channel } from '../../src/shared/outbox/channels.js';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity.js';
import { OutboxSender } from '../../src/shared/outbox/outbox-sender.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';

const NEW_YEAR = '2027-01-01';

/** At a centre that opens on New Year's Day two wait for it, which is full; its hour gets free in the last evening of the old one. */
describe.each(ENGINES)('whose turn it is on the waiting list, over the turn of the year, %s', (engine) => {
  let test: TestApp;
  let place: CoachingCentre;
  let booked: Id;
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
  });
  beforeEach(async () => {
    went.length = 0;
    test.clock.travelTo(instantAt('2026-12-31', '19:00'));
    const { id: centreId } = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId, bookingsADay: 1, people: 4 });
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Holiday, [{ id: newId(), centreId, date: NEW_YEAR, name: 'Año Nuevo', closed: false, version: 1 }]);
      await tx.insert(CoachingSettings, [{ ...COACHING_DEFAULTS, id: newId(), centreId, offerMinutes: 300, version: 1 }]);
      await tx.insert(Consent, [1, 2].map((index) => ({
        id: newId(), personId: person(index), centreId, textVersion: '1', givenOn: '2026-11-01', how: 'signed' as const, covers: ['contact'], withdrawnAt: null, version: 1,
      })));
    }, { actor: SYSTEM });
    booked = await bookings().book(place.desk, { personId: person(0), wishes: {}, date: NEW_YEAR, startsAt: '15:00', topic: 'safety' });
    for (const index of [1, 2]) await waits().ask(place.desk, { personId: person(index), fromDate: NEW_YEAR, toDate: NEW_YEAR, wishes: {}, topic: 'safety' });
  });
  afterAll(() => test.close());

  const person = (index: number): Id => place.people[index]?.id as Id;
  const bookings = (): BookingsService => test.app.get(BookingsService);
  const waits = (): WaitsService => test.app.get(WaitsService);
  const offers = (): Promise<CoachingOffer[]> => test.dataSource.manager.find(CoachingOffer, { where: { centreId: place.centreId }, order: { offeredAt: 'ASC' } });
  const messages = (aboutId: Id): Promise<OutboxMessage[]> => test.dataSource.manager.findBy(OutboxMessage, { aboutId });
  const look = async (date: string, time: string): Promise<void> => {
    test.clock.travelTo(instantAt(date, time));
    await test.app.get(WaitsTimer).wake();
    await test.app.get(OutboxSender).wake();
  };

  it('is told once, when and where and until when but not what about; then the next, in the morning', async () => {
    await bookings().cancel(place.desk, booked, { version: 1 });
    await test.app.get(OutboxSender).wake();
    await look('2026-12-31', '19:01');
    expect(went).toEqual(['987654321: Hay una hora libre en Otro Centro el viernes 1 de enero a las 08:00. La guardamos hasta las 00:00 del 01/01. Para tomarla, avise en el centro.']);
    expect(went[0]?.length).toBeLessThanOrEqual(160);
    await look('2026-12-31', '23:59');
    expect((await offers()).map(({ personId, outcome }) => [personId, outcome])).toEqual([[person(1), null]]);
    await look(NEW_YEAR, '00:00');
    const [first, second] = await offers() as [CoachingOffer, CoachingOffer];
    expect([first.outcome, second.personId, second.outcome]).toEqual(['expired', person(2), null]);
    expect([second.startsAt, second.expiresAt]).toEqual(['08:30', instantAt(NEW_YEAR, '08:00')]);
    await expect(waits().accept(place.desk, first.id)).rejects.toMatchObject({ refusals: [{ reason: 'coaching:refusals.offer-expired' }] });
    // Nobody is woken for it.
    await look(NEW_YEAR, '07:29');
    expect(went).toHaveLength(1);
    await look(NEW_YEAR, '07:30');
    expect(went[1]).toContain('el viernes 1 de enero a las 08:30. La guardamos hasta las 08:00 del 01/01');
    expect(went).toHaveLength(2);
    await waits().accept(place.desk, second.id);
    expect((await offers()).map(({ outcome }) => outcome)).toEqual(['expired', 'accepted']);
  });

  it('is not told any more of an hour that was answered before the message went', async () => {
    await bookings().cancel(place.desk, booked, { version: 1 });
    const [offer] = await offers() as [CoachingOffer];
    await waits().decline(place.desk, offer.id);
    expect(await messages(offer.id)).toMatchObject([{ status: 'cancelled' }]);
    const next = (await offers()).find(({ outcome }) => outcome === null) as CoachingOffer;
    await waits().accept(place.desk, next.id);
    expect(await messages(next.id)).toMatchObject([{ status: 'cancelled' }]);
    await test.app.get(OutboxSender).wake();
    expect(went).toEqual([]);
  });

  it('is called by the desk where she did not agree to messages: none is written', async () => {
    for (const index of [1, 2]) {
      const mine = await test.dataSource.query<{ id: Id; version: number }[]>('SELECT id, version FROM coaching_waits WHERE person_id = ?', [person(index)]);
      await waits().withdraw(place.desk, mine[0]?.id as Id);
    }
    await waits().ask(place.desk, { personId: person(3), fromDate: NEW_YEAR, toDate: NEW_YEAR, wishes: {}, topic: 'safety' });
    await bookings().cancel(place.desk, booked, { version: 1 });
    const [offer] = await offers() as [CoachingOffer];
    expect([offer.personId, await messages(offer.id)]).toEqual([person(3), []]);
  });
});
