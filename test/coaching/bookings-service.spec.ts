import { BookingEvent } from '../../src/coaching/booking-event.entity.js';
import { BookingEvents } from '../../src/coaching/booking-events.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService, type BookingRequest } from '../../src/coaching/bookings.service.js';
import { CoachingHold } from '../../src/coaching/coaching-hold.entity.js';
import { SlotRefused } from '../../src/coaching/slot-refused.js';
import { KeyReused } from '../../src/shared/database/unit-of-work.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { NotThere, Refused, StaleEdit } from '../../src/shared/kernel/refusal.js';
import { startApp, TEST_NOW, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, overlaps, type CoachingCentre } from './coaching-centre.js';

const TUESDAY = '2026-11-24';

describe.each(ENGINES)('bookings, on %s', (engine) => {
  let test: TestApp;
  let service: BookingsService;
  let place: CoachingCentre;
  const heard: string[] = [];

  beforeAll(async () => {
    test = await startApp({ engine });
    service = test.app.get(BookingsService);
    test.app.get(BookingEvents).whenChanged((_, kind, booking, before) => {
      heard.push(`${before?.status ?? '-'} ${kind} ${booking.status}`);
      return Promise.resolve();
    });
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    const centre = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId: centre.id, coaches: 2 });
    heard.length = 0;
  });
  afterAll(() => test.close());

  const person = (index: number): Id => place.people[index]?.id as Id;
  const asked = (more: Partial<BookingRequest> = {}): BookingRequest => (
    { personId: person(0), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'courage', ...more });
  const booking = (id: Id): Promise<Booking> => test.dataSource.manager.findOneByOrFail(Booking, { id });
  const holds = (id: Id): Promise<number> => test.dataSource.manager.countBy(CoachingHold, { holderId: id });
  const refused = async (work: Promise<unknown>): Promise<{ reasons: string[]; nearest: string[] }> => {
    const error = await work.then(() => null, (caught: unknown) => caught);
    expect(error).toBeInstanceOf(SlotRefused);
    const { refusals, nearest } = error as SlotRefused;
    return { reasons: refusals.map(({ reason }) => reason), nearest: nearest.map(({ date, startsAt }) => `${date} ${startsAt}`) };
  };

  it('take a person, a coach and a PC together', async () => {
    const id = await service.book(place.desk, asked({ through: 'phone' }));
    expect(await booking(id)).toMatchObject({
      personId: person(0), date: TUESDAY, startsAt: '09:00', endsAt: '09:45', status: 'booked', topic: 'courage', bookedThrough: 'phone', version: 1,
      workstationId: place.workstations[2]?.id,
    });
    expect(await holds(id)).toBe(10);
    expect(heard).toEqual(['- booked booked']);
    expect(await refused(service.book(place.desk, asked()))).toEqual({
      reasons: ['coaching:refusals.person-booked'], nearest: [`${TUESDAY} 08:15`, `${TUESDAY} 09:45`, `${TUESDAY} 10:30`],
    });
    await service.book(place.desk, asked({ personId: person(1) }));
    expect((await refused(service.book(place.desk, asked({ personId: person(2) })))).reasons).toEqual(['coaching:refusals.coaches-busy']);
    expect(await overlaps(test)).toEqual([]);
  });

  it('are found in eight queries, whatever there is', async () => {
    await service.book(place.desk, asked());
    const { result, queries } = await countQueries(() => service.freeSlots(place.desk, { personId: person(0), wishes: {} }));
    expect(queries).toBeLessThanOrEqual(8);
    expect(result[0]).toMatchObject({ date: '2026-11-23', startsAt: '10:30' });
    expect(result.filter(({ date }) => date === TUESDAY).map(({ startsAt }) => startsAt).slice(0, 3)).toEqual(['08:00', '08:15', '09:45']);
  });

  it('are a learner\'s own, or anybody\'s of the centre for staff; nobody else finds them', async () => {
    const [one, two] = place.people as [CoachingCentre['people'][0], CoachingCentre['people'][0]];
    const id = await service.book(place.herself(one), asked({ through: 'desk' }));
    expect((await booking(id)).bookedThrough).toBe('self');
    await expect(service.book(place.herself(two), asked())).rejects.toBeInstanceOf(NotThere);
    await expect(service.freeSlots(place.herself(two), { personId: one.id, wishes: {} })).rejects.toBeInstanceOf(NotThere);
    await expect(service.cancel(place.herself(two), id, { version: 1 })).rejects.toBeInstanceOf(NotThere);
    await expect(service.move(place.herself(two), id, { ...asked(), version: 1 })).rejects.toBeInstanceOf(NotThere);
    const elsewhere = { ...place.desk, centreId: test.centre.id };
    await expect(service.cancel(elsewhere, id, { version: 1 })).rejects.toBeInstanceOf(NotThere);
    await expect(service.book(elsewhere, asked())).rejects.toBeInstanceOf(NotThere);
    await expect(service.arrive(place.herself(one), id, { version: 1 })).rejects.toBeInstanceOf(Refused);
    await service.cancel(place.herself(one), id, { version: 1 });
  });

  it('are cancelled with the reason, free of blame or late, and give their hour free', async () => {
    const early = await service.book(place.desk, asked({ date: '2026-11-25' }));
    const late = await service.book(place.desk, asked());
    await service.cancel(place.desk, early, { version: 1, reason: 'Cita médica' });
    await service.cancel(place.herself(place.people[0] as never), late, { version: 1 });
    const events = await test.dataSource.manager.findBy(BookingEvent, { centreId: place.centreId, kind: 'cancelled' });
    expect(events.map(({ bookingId, side, reason, late: isLate }) => [bookingId === early, side, reason, isLate]).sort())
      .toEqual([[false, 'learner', null, 1], [true, 'staff', 'Cita médica', 0]]);
    expect([await holds(early), await holds(late)]).toEqual([0, 0]);
    await service.book(place.desk, asked());
    await expect(service.cancel(place.desk, late, { version: 2 })).rejects.toThrow('coaching:refusals.is-cancelled');
    await expect(service.cancel(place.desk, early, { version: 1 })).rejects.toBeInstanceOf(StaleEdit);
  });

  it('move, also onto a part of their own hour, and keep what they had when the new hour cannot be', async () => {
    const id = await service.book(place.desk, asked());
    const before = await booking(id);
    await service.move(place.desk, id, { date: TUESDAY, startsAt: '09:30', wishes: {}, version: 1 });
    expect(await booking(id)).toMatchObject({ startsAt: '09:30', coachId: before.coachId, workstationId: before.workstationId, version: 2 });
    expect(await holds(id)).toBe(10);
    const other = await service.book(place.desk, asked({ personId: person(1), startsAt: '12:00', wishes: { coachId: before.coachId } }));
    const { reasons } = await refused(service.move(place.desk, id, { date: TUESDAY, startsAt: '12:00', wishes: { coachId: before.coachId }, version: 2 }));
    expect(reasons).toEqual(['coaching:refusals.coach-booked']);
    expect([(await booking(id)).startsAt, await holds(id), await holds(other)]).toEqual(['09:30', 10, 10]);
    await service.move(place.desk, id, { date: '2026-11-25', startsAt: '12:00', wishes: {}, version: 2, reason: 'Pidió otro día' });
    const moves = await test.dataSource.manager.findBy(BookingEvent, { bookingId: id, kind: 'moved' });
    expect(moves.map(({ was, reason }) => [was?.startsAt, reason]).sort()).toEqual([['09:00', null], ['09:30', 'Pidió otro día']]);
    await expect(service.move(place.desk, id, { date: TUESDAY, startsAt: '09:00', wishes: {}, version: 2 })).rejects.toBeInstanceOf(StaleEdit);
    expect(heard.filter((words) => words.includes('moved'))).toHaveLength(2);
  });

  it('go through their day, and one step can be taken back', async () => {
    const id = await service.book(place.desk, asked());
    await expect(service.arrive(place.desk, id, { version: 1 })).rejects.toThrow('coaching:refusals.not-yet');
    test.clock.travelTo(instantAt(TUESDAY, '08:55'));
    await service.arrive(place.desk, id, { version: 1 });
    await expect(service.finish(place.desk, id, { version: 2 })).rejects.toThrow('coaching:refusals.not-yet');
    test.clock.travelTo(instantAt(TUESDAY, '09:05'));
    await service.finish(place.desk, id, { version: 2 });
    await service.undo(place.desk, id, { version: 3 });
    await service.undo(place.desk, id, { version: 4 });
    test.clock.travelTo(instantAt(TUESDAY, '09:20'));
    await expect(service.cancel(place.desk, id, { version: 5 })).rejects.toThrow('coaching:refusals.begun');
    await service.noShow(place.desk, id, { version: 5 });
    expect(await booking(id)).toMatchObject({ status: 'no-show', version: 6 });
    expect(heard.slice(1)).toEqual([
      'booked arrived arrived', 'arrived done done', 'done undone arrived', 'arrived undone booked', 'booked no-show no-show']);
  });

  it('answer a form that is sent twice as they did the first time', async () => {
    const submission = { key: 'once', bodyHash: 'a' };
    const id = await service.book(place.desk, asked(), { submission });
    expect(await service.book(place.desk, asked(), { submission })).toBe(id);
    await expect(service.book(place.desk, asked(), { submission: { key: 'once', bodyHash: 'b' } })).rejects.toBeInstanceOf(KeyReused);
    const cancelling = { submission: { key: 'cancel', bodyHash: 'a' } };
    await service.cancel(place.desk, id, { version: 1 }, cancelling);
    await service.cancel(place.desk, id, { version: 1 }, cancelling);
    expect(await test.dataSource.manager.countBy(BookingEvent, { bookingId: id })).toBe(2);
  });
});
