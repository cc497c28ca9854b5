import { Session } from '../../src/attendance/session.entity.js';
import { Holiday } from '../../src/centres/holiday.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachException } from '../../src/coaching/coach-exception.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { CoachingFactsRepository } from '../../src/coaching/coaching-facts.repository.js';
import { CoachingSettings, COACHING_DEFAULTS } from '../../src/coaching/coaching-settings.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addClassroom, sessionOf, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { misfitsToCome } from './misfits-to-come.js';

const WEDNESDAY = '2026-11-25';

describe.each(ENGINES)('what decides where coaching is free, on %s', (engine) => {
  let test: TestApp;
  let place: CoachingCentre;
  let classroom: Classroom;
  let elsewhere: Classroom;

  beforeAll(async () => {
    test = await startApp({ engine });
    place = await addCoachingCentre(test, { coaches: 2, workstations: 9 });
    classroom = await addClassroom(test, { count: 4 });
    elsewhere = await addClassroom(test, { count: 3, centreId: (await test.addCentre('Villa María')).id, name: 'Grupo B' });
    await change(async (tx) => {
      await tx.update(LearningGroup, classroom.group, { roomId: place.room.id, trainerId: place.coaches[0]?.accountId as Id });
      await tx.update(LearningGroup, elsewhere.group, { trainerId: place.coaches[1]?.accountId as Id });
      await tx.insert(Session, [
        sessionOf(classroom.group, { date: WEDNESDAY }), sessionOf(elsewhere.group, { date: WEDNESDAY, startsAt: '15:00', endsAt: '16:30' }),
        sessionOf(classroom.group, { date: '2026-11-27', cancelledAt: 1 }),
      ]);
      await tx.update(Workstation, place.workstations[8] as Workstation, { outOfOrderSince: 1 });
    });
  });
  afterAll(() => test.close());

  const change = (work: (tx: Tx) => Promise<void>): Promise<void> => test.unitOfWork.run(work, { actor: SYSTEM });
  const facts = (personIds: Id[]): ReturnType<CoachingFactsRepository['facts']> => (
    test.app.get(CoachingFactsRepository).facts({ centreId: test.centre.id, from: '2026-11-24', to: '2026-12-01', personIds }));

  it('is loaded in two statements: coaches, PCs, sessions here and elsewhere', async () => {
    const member = classroom.people[0]?.id as Id;
    const stranger = elsewhere.people[0]?.id as Id;
    const { result, queries } = await countQueries(() => facts([member, stranger]));
    expect(queries).toBe(2);
    expect(result.sessions.map(({ date, startsAt, trainerId, seats, roomId }) => (
      [date, startsAt, place.coaches.findIndex(({ accountId }) => accountId === trainerId), seats, roomId === place.room.id])).sort()).toEqual([
      [WEDNESDAY, '10:00', 0, 4, true], [WEDNESDAY, '15:00', 1, 0, false]]);
    expect(result.sittings.map(({ startsAt, personId }) => [startsAt, personId === member]).sort()).toEqual([['10:00', true], ['15:00', false]]);
    expect(result.rooms.find(({ id }) => id === place.room.id)?.workstations.map(({ label }) => label)).toEqual([
      'PC 1', 'PC 2', 'PC 3', 'PC 4', 'PC 5', 'PC 6', 'PC 7', 'PC 8']);
    expect(result.broken.map(({ label }) => label)).toEqual(['PC 9']);
    expect(result.coaches.map(({ hours }) => hours.length)).toEqual([7, 7]);
    expect(result.rules).toEqual(COACHING_DEFAULTS);
  });

  it('makes the slots: who teaches is not free, and the group has the first PCs', async () => {
    const service = test.app.get(BookingsService);
    const onWednesday = async (personId: Id): Promise<string[]> => (await service.freeSlots(place.desk, { personId, wishes: {} }))
      .filter(({ date, startsAt }) => date === WEDNESDAY && ['10:00', '15:00', '17:00'].includes(startsAt))
      .map(({ startsAt, coachId, workstationLabel }) => `${startsAt} ${place.coaches.findIndex(({ id }) => id === coachId)} ${workstationLabel}`);
    expect(await onWednesday(place.people[0]?.id as Id)).toEqual(['10:00 1 PC 7', '15:00 0 PC 3', '17:00 0 PC 3']);
    expect(await onWednesday(classroom.people[0]?.id as Id)).toEqual(['15:00 0 PC 3', '17:00 0 PC 3']);
  });

  it('shows the bookings that no longer fit, in as many queries for many as for one', async () => {
    const service = test.app.get(BookingsService);
    const book = (index: number, startsAt: string, date: string, pc?: number): Promise<Id> => service.book(place.desk, {
      personId: place.people[index]?.id as Id, wishes: { coachId: place.coaches[1]?.id as Id }, date, startsAt, topic: 'files',
      ...(pc === undefined ? {} : { workstationId: place.workstations[pc]?.id as Id }),
    });
    const [fits, away, broken, holiday] = [
      await book(0, '09:00', '2026-11-26'), await book(1, '09:00', '2026-11-27'), await book(2, '12:00', '2026-11-26', 6), await book(0, '12:00', '2026-12-01')];
    expect(await misfitsToCome(test, test.centre.id)).toEqual([]);
    await change(async (tx) => {
      await tx.insert(CoachException, [{ id: newId(), coachId: place.coaches[1]?.id as Id, centreId: test.centre.id, date: '2026-11-27', kind: 'away', reason: 'Viaje' }]);
      await tx.update(Workstation, place.workstations[6] as Workstation, { outOfOrderSince: 1 });
      await tx.insert(Holiday, [{ id: newId(), centreId: test.centre.id, date: '2026-12-01', name: 'Aniversario', closed: true }]);
    });
    const { result, queries } = await countQueries(() => misfitsToCome(test, test.centre.id));
    expect(queries).toBe(1);
    expect(result.map(({ booking, reasons }) => [booking.id, reasons.map(({ reason }) => reason.split('.')[1]).join()])).toEqual([
      [broken, 'pc-broken'], [away, 'coach-away'], [holiday, 'holiday']]);
    expect(result.some(({ booking }) => booking.id === fits)).toBe(false);
  });

  it('goes by what the centre says of its coaching, and leaves out who stopped or cannot sign in', async () => {
    await change(async (tx) => {
      await tx.insert(CoachingSettings, [{ ...COACHING_DEFAULTS, id: newId(), centreId: test.centre.id, bookingMinutes: 60, horizonDays: 2 }]);
      await tx.update(Coach, place.coaches[0] as Coach, { endedAt: 1 });
    });
    expect((await facts([])).rules).toMatchObject({ bookingMinutes: 60, horizonDays: 2, freeCancelHours: 24 });
    expect((await facts([])).coaches.map(({ id }) => id)).toEqual([place.coaches[1]?.id]);
    await change(async (tx) => { await tx.execute('UPDATE accounts SET disabled_at = 1 WHERE id = ?', [place.coaches[1]?.accountId]); });
    expect((await facts([])).coaches).toEqual([]);
  });
});
