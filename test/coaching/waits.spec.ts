import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachHours } from '../../src/coaching/coach-hours.entity.js';
import { CoachingHold } from '../../src/coaching/coaching-hold.entity.js';
import { CoachingOffer } from '../../src/coaching/coaching-offer.entity.js';
import { CoachingWait } from '../../src/coaching/coaching-wait.entity.js';
import { SeriesRefused, SeriesService } from '../../src/coaching/series.service.js';
import { SlotRefused } from '../../src/coaching/slot-refused.js';
import { WaitsService, type WaitRequest } from '../../src/coaching/waits.service.js';
import { WaitsTimer } from '../../src/coaching/waits-timer.js';
import { Holiday } from '../../src/centres/holiday.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { NotThere } from '../../src/shared/kernel/refusal.js';
import { startApp, TEST_NOW, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, overlaps, type CoachingCentre } from './coaching-centre.js';

const TUESDAY = '2026-11-24';
const HOUR = 3_600_000;

describe.each(ENGINES)('the waiting list of coaching, on %s', (engine) => {
  let test: TestApp;
  let bookings: BookingsService;
  let waits: WaitsService;
  let place: CoachingCentre;
  /** The booking that fills the only hour of the day. */
  let full: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    [bookings, waits] = [test.app.get(BookingsService), test.app.get(WaitsService)];
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    place = await addCoachingCentre(test, { centreId: (await test.addCentre('Otro Centro')).id, people: 5 });
    await test.unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE coach_hours SET from_time = '09:00', to_time = '09:45' WHERE centre_id = ?", [place.centreId]);
    }, { actor: SYSTEM });
    full = await bookings.book(place.desk, { personId: person(0), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' });
  });
  afterAll(() => test.close());

  const person = (index: number): Id => place.people[index]?.id as Id;
  const asked = (index: number, more: Partial<WaitRequest> = {}): WaitRequest => (
    { personId: person(index), fromDate: TUESDAY, toDate: TUESDAY, wishes: {}, topic: 'email', ...more });
  const ask = async (...indexes: number[]): Promise<Id[]> => {
    const ids = [];
    for (const index of indexes) {
      ids.push(await waits.ask(place.desk, asked(index)));
      test.clock.advance(1_000);
    }
    return ids;
  };
  const free = (): Promise<void> => bookings.cancel(place.desk, full, { version: 1 });
  const offers = async (): Promise<string[]> => (await test.dataSource.manager.find(CoachingOffer, { where: { centreId: place.centreId }, order: { offeredAt: 'ASC', id: 'ASC' } }))
    .map(({ personId, outcome }) => `${place.people.findIndex(({ id }) => id === personId)} ${outcome ?? 'open'}`);
  const openOffer = (): Promise<CoachingOffer> => test.dataSource.manager.createQueryBuilder(CoachingOffer, 'o')
    .where('o.centreId = :id AND o.answeredAt IS NULL', { id: place.centreId }).getOneOrFail();
  const wait = (id: Id): Promise<CoachingWait> => test.dataSource.manager.findOneByOrFail(CoachingWait, { id });

  it('is for full days, and each person once for a day', async () => {
    const needless = await waits.ask(place.desk, asked(1, { toDate: '2026-11-25' })).catch((error: unknown) => error);
    expect(needless).toBeInstanceOf(SlotRefused);
    expect((needless as SlotRefused).nearest.map(({ date }) => date)).toEqual(['2026-11-25']);
    await ask(1);
    await expect(waits.ask(place.desk, asked(1))).rejects.toThrow('coaching:refusals.waits-already');
    await expect(waits.ask(place.herself(place.people[2] as never), asked(1))).rejects.toBeInstanceOf(NotThere);
    await expect(waits.ask(place.desk, asked(2, { fromDate: '2026-11-20', toDate: '2026-11-22' }))).rejects.toThrow('coaching:refusals.day-past');
    await expect(waits.ask(place.desk, asked(2, { toDate: '2026-12-24' }))).rejects.toThrow('coaching:refusals.too-far');
  });

  it('offers what gets free to who asked first, and keeps it for her', async () => {
    const [first] = await ask(1, 2);
    await free();
    expect(await offers()).toEqual(['1 open']);
    const offer = await openOffer();
    expect(offer.expiresAt - offer.offeredAt).toBe(2 * HOUR);
    await expect(bookings.book(place.desk, { personId: person(3), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' })).rejects.toThrow('coaches-busy');
    await expect(waits.accept(place.herself(place.people[2] as never), offer.id)).rejects.toBeInstanceOf(NotThere);
    const submission = { key: `accept-${offer.id}`, bodyHash: 'a' };
    const id = await waits.accept(place.herself(place.people[1] as never), offer.id, { submission });
    expect(await waits.accept(place.herself(place.people[1] as never), offer.id, { submission })).toBe(id);
    expect(await test.dataSource.manager.findOneByOrFail(Booking, { id })).toMatchObject({ personId: person(1), bookedThrough: 'offer', status: 'booked' });
    expect(await test.dataSource.manager.countBy(CoachingHold, { holderId: id })).toBe(10);
    expect((await wait(first as Id)).endReason).toBe('booked');
    await expect(waits.decline(place.desk, offer.id)).rejects.toThrow('coaching:refusals.offer-answered');
  });

  it('goes on to the next when an offer is declined or its time is up, and does not come back to who let it pass', async () => {
    await ask(1, 2, 3);
    await free();
    await waits.decline(place.desk, (await openOffer()).id);
    expect(await offers()).toEqual(['1 declined', '2 open']);
    const late = await openOffer();
    test.clock.travelTo(late.expiresAt);
    await expect(waits.accept(place.desk, late.id)).rejects.toThrow('coaching:refusals.offer-expired');
    for (let time = 0; time < 3; time += 1) await test.app.get(WaitsTimer).wake();
    expect(await offers()).toEqual(['1 declined', '2 expired', '3 open']);
    await waits.decline(place.desk, (await openOffer()).id);
    expect(await offers()).toEqual(['1 declined', '2 expired', '3 declined']);
    await bookings.book(place.desk, { personId: person(4), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' });
  });

  it('lets nobody wait for an offer whose time is up, even before that is put down', async () => {
    await ask(1);
    await free();
    const offer = await openOffer();
    const slots = (): Promise<number> => bookings.freeSlots(place.desk, { personId: person(3), wishes: {}, from: TUESDAY, to: TUESDAY }).then(({ length }) => length);
    expect(await slots()).toBe(0);
    test.clock.travelTo(offer.expiresAt);
    expect(await slots()).toBe(1);
    await bookings.book(place.desk, { personId: person(3), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' });
    expect(await offers()).toEqual(['1 expired']);
  });

  it('ends with her own booking, her word or her last day', async () => {
    const [one, two, three] = await ask(1, 2, 3) as [Id, Id, Id];
    await free();
    await waits.withdraw(place.desk, one);
    expect(await offers()).toEqual(['1 withdrawn', '2 open']);
    await test.unitOfWork.run((tx) => tx.insert(CoachHours, [{
      id: newId(), coachId: place.coaches[0]?.id as Id, centreId: place.centreId, weekday: 2, fromTime: '15:00', toTime: '15:45',
    }]), { actor: SYSTEM });
    await bookings.book(place.desk, { personId: person(2), wishes: {}, date: TUESDAY, startsAt: '15:00', topic: 'email' });
    expect((await wait(two)).endReason).toBe('booked');
    await test.app.get(WaitsTimer).wake();
    expect(await offers()).toEqual(['1 withdrawn', '2 withdrawn', '3 open']);
    test.clock.travelTo(instantAt('2026-11-25', '00:10'));
    await test.app.get(WaitsTimer).wake();
    expect([(await wait(three)).endReason, ...await offers()]).toEqual(['expired', '1 withdrawn', '2 withdrawn', '3 expired']);
    await expect(waits.withdraw(place.desk, three)).rejects.toThrow('coaching:refusals.wait-over');
  });

  it('offers an hour once, however many look after it at the same moment', async () => {
    await ask(1, 2, 3);
    await free();
    test.clock.advance(2 * HOUR);
    const stranger = { personId: person(4), wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' as const };
    const outcomes = await Promise.allSettled([
      test.app.get(WaitsTimer).wake(), bookings.book(place.desk, stranger), waits.withdraw(place.desk, (await openOffer()).waitId), new WaitsTimerTwin(test).wake(), new WaitsTimerTwin(test).wake(),
    ]);
    for (const one of outcomes) if (one.status === 'rejected') expect(['SlotRefused', 'Refused']).toContain((one.reason as Error).name);
    expect((await offers()).filter((words) => words.endsWith('open')).length).toBeLessThanOrEqual(1);
    const taken = await test.dataSource.query<{ count: number }[]>('SELECT COUNT(DISTINCT holder_id) AS count FROM coaching_holds WHERE resource = ?', [`coach:${place.coaches[0]?.accountId}`]);
    expect(Number(taken[0]?.count)).toBe(1);
    expect(await overlaps(test)).toEqual([]);
  });

  it('gives an hour to who takes it in time or to the next: one of the two', async () => {
    await ask(1, 2);
    await free();
    const offer = await openOffer();
    test.clock.travelTo(offer.expiresAt - 1);
    const accepting = waits.accept(place.desk, offer.id);
    const declining = waits.decline(place.desk, offer.id);
    const outcomes = await Promise.allSettled([accepting, declining]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await offers())[0]).toMatch(/^1 (accepted|declined)$/);
  });
});

/** Another process that looks after the lists. */
class WaitsTimerTwin {
  constructor(private readonly test: TestApp) {}

  wake(): Promise<void> {
    const { app } = this.test;
    const original = app.get(WaitsTimer) as unknown as { dataSource: never; unitOfWork: never; race: never };
    return new WaitsTimer(original.dataSource, original.unitOfWork, original.race).wake();
  }
}

describe.each(ENGINES)('a series, on %s', (engine) => {
  let test: TestApp;
  let place: CoachingCentre;

  beforeAll(async () => {
    test = await startApp({ engine });
    place = await addCoachingCentre(test, { coaches: 2 });
  });
  afterAll(() => test.close());

  const series = (index: number, more: object = {}) => test.app.get(SeriesService).book(place.desk, {
    personId: place.people[index]?.id as Id, wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'writing', times: 4, ...more,
  });

  it('is booked whole, with one coach and one PC where that can be', async () => {
    const ids = await series(0);
    const booked = (await test.dataSource.manager.findBy(Booking, { personId: place.people[0]?.id as Id })).sort((a, b) => (a.date < b.date ? -1 : 1));
    expect(booked.map(({ id }) => id)).toEqual(ids);
    expect(booked.map(({ date }) => date)).toEqual([TUESDAY, '2026-12-01', '2026-12-08', '2026-12-15']);
    for (const part of ['coachId', 'workstationId', 'seriesId'] as const) expect(new Set(booked.map((one) => one[part])).size).toBe(1);
  });

  it('is not booked at all when one of its dates cannot be; each is named with what fits near it', async () => {
    await test.unitOfWork.run((tx) => tx.insert(Holiday, [{ id: newId(), centreId: test.centre.id, date: '2026-12-08', name: 'Inmaculada Concepción', closed: true }]), { actor: SYSTEM });
    const error = await series(1).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SeriesRefused);
    expect((error as SeriesRefused).refusals).toEqual([{ field: 'startsAt', reason: 'coaching:refusals.series-date', params: { date: '08/12/2026' } }]);
    expect((error as SeriesRefused).faults.map(({ date, refusals, nearest }) => [date, refusals[0]?.reason, nearest.map((slot) => `${slot.date} ${slot.startsAt}`)]))
      .toEqual([['2026-12-08', 'coaching:refusals.holiday', ['2026-12-07 08:15', '2026-12-07 09:00', '2026-12-09 09:00']]]);
    expect(await test.dataSource.manager.countBy(Booking, { personId: place.people[1]?.id as Id })).toBe(0);
    await expect(series(1, { times: 1 })).rejects.toThrow('coaching:refusals.series-times');
    await expect(series(1, { date: '2026-12-22' })).rejects.toThrow('coaching:refusals.series-date');
  });
});
