import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachingNoteReader } from '../../src/coaching/coaching-note-reader.entity.js';
import { CoachingHold } from '../../src/coaching/coaching-hold.entity.js';
import { CoachingWait } from '../../src/coaching/coaching-wait.entity.js';
import { NoteReadersService } from '../../src/coaching/note-readers.service.js';
import { WaitsService } from '../../src/coaching/waits.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { SlotRefused } from '../../src/coaching/slot-refused.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { StaleEdit } from '../../src/shared/kernel/refusal.js';
import { seededRandom } from '../../src/shared/kernel/random.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, overlaps, type CoachingCentre } from './coaching-centre.js';

const TUESDAY = '2026-11-24';

describe.each(ENGINES)('who wants the same hour at the same moment, on %s', (engine) => {
  let test: TestApp;
  let service: BookingsService;

  beforeAll(async () => {
    test = await startApp({ engine });
    service = test.app.get(BookingsService);
  });
  afterAll(() => test.close());

  const newPlace = async (size: Parameters<typeof addCoachingCentre>[1]): Promise<CoachingCentre> => (
    addCoachingCentre(test, { centreId: (await test.addCentre('Otro Centro')).id, ...size }));
  const outcome = (work: Promise<unknown>): Promise<unknown> => work.then((value) => value ?? 'done', (error: unknown) => error);
  const bookingsOf = (centreId: Id): Promise<Booking[]> => test.dataSource.manager.findBy(Booking, { centreId });

  it('gets it once; the others hear why, and of hours that are free', async () => {
    const place = await newPlace({ people: 20, workstations: 12 });
    const outcomes = await Promise.all(place.people.map(({ id }) => outcome(service.book(place.desk, {
      personId: id, wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' }))));
    expect(outcomes.filter((one) => typeof one === 'string')).toHaveLength(1);
    const refused = outcomes.filter((one) => one instanceof SlotRefused);
    expect(refused).toHaveLength(19);
    for (const { refusals, nearest } of refused as SlotRefused[]) {
      expect(refusals.length).toBeGreaterThan(0);
      expect(nearest).toHaveLength(3);
      expect(nearest.some(({ date, startsAt, endsAt }) => date === TUESDAY && startsAt < '09:45' && '09:00' < endsAt)).toBe(false);
    }
    expect(await bookingsOf(place.centreId)).toHaveLength(1);
  });

  it('gets another coach and another PC where any would do', async () => {
    const place = await newPlace({ people: 12, workstations: 14, coaches: 4 });
    const outcomes = await Promise.all(place.people.map(({ id }) => outcome(service.book(place.desk, {
      personId: id, wishes: {}, date: TUESDAY, startsAt: '09:00', topic: 'email' }))));
    expect(outcomes.filter((one) => typeof one === 'string')).toHaveLength(4);
    expect(outcomes.filter((one) => one instanceof SlotRefused)).toHaveLength(8);
    expect(await overlaps(test)).toEqual([]);
  });

  it('gets no more hours of a coach\'s day than she takes', async () => {
    const place = await newPlace({ people: 10, workstations: 12, bookingsADay: 3 });
    const outcomes = await Promise.all(place.people.map(({ id }, index) => outcome(service.book(place.desk, {
      personId: id, wishes: {}, date: TUESDAY, startsAt: `${String(8 + index).padStart(2, '0')}:00`, topic: 'email' }))));
    expect(outcomes.filter((one) => typeof one === 'string')).toHaveLength(3);
    expect(await bookingsOf(place.centreId)).toHaveLength(3);
  });

  it('leaves no overlap, whatever eight writers book, move and cancel', async () => {
    const place = await newPlace({ people: 8, workstations: 6, coaches: 3 });
    const random = seededRandom(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const anHour = (): { date: string; startsAt: string } => ({
      date: pick([TUESDAY, '2026-11-25']), startsAt: `${pick(['08', '09', '10', '11'])}:${pick(['00', '15', '30', '45'])}` });
    const write = async (): Promise<void> => {
      for (let time = 0; time < 12; time += 1) {
        const mine = (await bookingsOf(place.centreId)).filter(({ status }) => status === 'booked');
        const one = pick(mine);
        const act = random();
        const done = one && act < 0.3 ? service.cancel(place.desk, one.id, { version: one.version })
          : one && act < 0.5 ? service.move(place.desk, one.id, { ...anHour(), wishes: {}, version: one.version })
            : service.book(place.desk, { personId: pick(place.people).id, wishes: {}, ...anHour(), topic: 'files' });
        const became = await outcome(done);
        if (became instanceof Error) expect(['SlotRefused', 'StaleEdit', 'Refused']).toContain(became.name);
      }
    };
    await Promise.all(Array.from({ length: 8 }, write));
    expect(await overlaps(test)).toEqual([]);
    const standing = (await bookingsOf(place.centreId)).filter(({ status }) => status !== 'cancelled');
    expect(standing.length).toBeGreaterThan(3);
    // Each booking that stands holds its ten cells, and nothing else is held.
    const holders = await test.dataSource.query<{ holderId: Id; count: number }[]>(
      `SELECT holder_id AS holderId, COUNT(*) AS count FROM coaching_holds WHERE resource IN (${place.coaches.map(() => '?').join(', ')}) GROUP BY holder_id`,
      place.coaches.map(({ accountId }) => `coach:${accountId}`));
    expect(holders.map(({ holderId, count }) => `${holderId} ${Number(count)}`).sort()).toEqual(standing.map(({ id }) => `${id} 3`).sort());
  });

  it('moves it or cancels it: one of the two', async () => {
    const place = await newPlace({ people: 6, workstations: 12, coaches: 2 });
    for (const [index, { id: personId }] of place.people.entries()) {
      const id = await service.book(place.desk, { personId, wishes: {}, date: '2026-11-26', startsAt: `${String(9 + index).padStart(2, '0')}:00`, topic: 'phone' });
      const outcomes = await Promise.all([
        outcome(service.move(place.desk, id, { date: '2026-11-27', startsAt: `${String(9 + index).padStart(2, '0')}:30`, wishes: {}, version: 1 })),
        outcome(service.cancel(place.herself(place.people[index] as never), id, { version: 1 })),
      ]);
      expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
      expect(outcomes.filter((one) => one instanceof StaleEdit || (one as Error).name === 'Refused')).toHaveLength(1);
      const booking = await test.dataSource.manager.findOneByOrFail(Booking, { id });
      const holds = await test.dataSource.manager.countBy(CoachingHold, { holderId: id });
      expect(booking.status === 'cancelled' ? [holds, booking.date] : [holds, booking.date])
        .toEqual(booking.status === 'cancelled' ? [0, '2026-11-26'] : [10, '2026-11-27']);
    }
  });

  it('waits for it once, and lets somebody read once, however often that is asked for at once', async () => {
    const place = await newPlace({ coaches: 1, workstations: 2 });
    const personId = place.people[0]?.id as Id;
    const asked = { personId, fromDate: TUESDAY, toDate: TUESDAY, wishes: { language: 'quechua' as const }, topic: 'email' as const };
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => outcome(test.app.get(WaitsService).ask(place.desk, asked))));
    expect(outcomes.map((one) => (one as Error).name ?? 'done').sort()).toEqual(['Refused', 'Refused', 'Refused', 'done']);
    expect(await test.dataSource.manager.countBy(CoachingWait, { personId })).toBe(1);
    const readerId = place.coaches[0]?.accountId as Id;
    await Promise.all(Array.from({ length: 4 }, () => test.app.get(NoteReadersService).allow(personId, place.centreId, readerId, { actor: SYSTEM })));
    expect(await test.dataSource.manager.countBy(CoachingNoteReader, { personId, readerId })).toBe(1);
  });

  it('answers one form that comes ten times with one booking', async () => {
    const place = await newPlace({ coaches: 3, workstations: 8 });
    const submission = { key: `ten-${engine}`, bodyHash: 'a' };
    const ids = await Promise.all(Array.from({ length: 10 }, () => service.book(place.desk, {
      personId: place.people[0]?.id as Id, wishes: {}, date: TUESDAY, startsAt: '10:00', topic: 'email' }, { submission })));
    expect(new Set(ids).size).toBe(1);
    expect(await bookingsOf(place.centreId)).toHaveLength(1);
  });
});
