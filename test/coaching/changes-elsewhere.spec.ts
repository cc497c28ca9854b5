import { AccountRole } from '../../src/accounts/account-role.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { MergingService } from '../../src/people/merging.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, TEST_NOW, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { misfitsToCome } from './misfits-to-come.js';

const DAY = '2026-11-26';

describe.each(ENGINES)('what changes elsewhere, and coaching, %s', (engine) => {
  let test: TestApp;
  let centre: Centre;
  let world: CoachingCentre;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Centro');
    world = await addCoachingCentre(test, { centreId: centre.id, coaches: 2, people: 2 });
  });

  const bookings = (): BookingsService => test.app.get(BookingsService);
  const booking = (id: Id): Promise<Booking> => test.dataSource.manager.findOneByOrFail(Booking, { id });
  const person = (index: number): Id => world.people[index]?.id as Id;
  const book = (index: number, coach: number, startsAt: string): Promise<Id> => bookings().book(
    world.desk, { personId: person(index), date: DAY, startsAt, topic: 'email', wishes: { coachId: world.coaches[coach]?.id as Id } });

  it('offers nobody who may coach no more, and shows whose bookings that leaves', async () => {
    const id = await book(0, 0, '09:00');
    const taken = await test.dataSource.manager.findOneByOrFail(AccountRole, { accountId: world.coaches[0]?.accountId as Id });
    await test.unitOfWork.run((tx) => tx.remove(AccountRole, taken), { actor: SYSTEM });
    const slots = await bookings().freeSlots(world.desk, { personId: person(1), wishes: {} });
    expect(new Set(slots.map(({ coachId }) => coachId))).toEqual(new Set([world.coaches[1]?.id]));
    await expect(book(1, 0, '11:00')).rejects.toThrow(Refused);
    const misfits = await misfitsToCome(test, world.centreId);
    expect(misfits.map(({ booking }) => booking.id)).toEqual([id]);
  });

  it('tells whoever says that a PC broke how many are booked on it, and sits each at another PC with one press', async () => {
    const id = await book(0, 0, '09:00');
    const { workstationId } = await booking(id);
    const { label } = world.workstations.find((pc) => pc.id === workstationId) as Workstation;
    const coordinator = await test.signIn('coordinator', { centre });
    const pc = `/centres/${world.centreId}/workstations/${workstationId}`;
    const broken = await coordinator.post(pc, { label, state: 'out-of-order', version: 1 });
    expect(wordsOf(await coordinator.get(broken.headers.location as string))).toContain('Hay 1 asesoría reservada en ella: pásela a otra PC. Ver las reservas');
    const day = await coordinator.get(`/coaching?date=${DAY}`);
    expect(wordsOf(day)).toContain(`${label} está malograda. Cambiar de hora Quispe 1, Rosa Pasar a otra PC`);
    const moved = await coordinator.post(`/coaching/bookings/${id}/state`, { act: 'reseat', version: 1, page: 'day' });
    expect(wordsOf(await coordinator.get(moved.headers.location as string))).toMatch(/Quispe 1, Rosa pasa a PC [1-5], a la misma hora/u);
    const after = await booking(id);
    expect([after.startsAt, after.coachId, after.workstationId === workstationId]).toEqual(['09:00', world.coaches[0]?.id, false]);
    expect(await misfitsToCome(test, world.centreId)).toEqual([]);
    const page = wordsOf(await coordinator.get(`/coaching/bookings/${id}`));
    expect([page.includes('Pasó a otra PC'), page.includes('Cambiada de hora')]).toEqual([true, false]);
    // What it held of the first PC is free, what it holds of the other is not.
    const held = await test.dataSource.query<{ resource: string }[]>("SELECT DISTINCT resource FROM coaching_holds WHERE holder_id = ? AND resource LIKE 'pc:%'", [id]);
    expect(held).toEqual([{ resource: `pc:${after.workstationId}` }]);
    const quiet = await coordinator.post(pc, { label, state: 'out-of-order', note: 'Sin monitor', version: 2 });
    expect(wordsOf(await coordinator.get(quiet.headers.location as string))).toContain('Los datos de la PC quedaron guardados');
  });

  it('leaves a booking where it is when no other PC is free then', async () => {
    const id = await book(0, 0, '09:00');
    const before = await booking(id);
    await test.unitOfWork.run(async (tx) => {
      for (const pc of world.workstations) await tx.update(Workstation, pc, { outOfOrderSince: 1 });
    }, { actor: SYSTEM });
    const desk = await test.signIn('trainer', { centre });
    const refused = await desk.post(`/coaching/bookings/${id}/state`, { act: 'reseat', version: 1, page: 'day' });
    expect([refused.status, wordsOf(refused).includes('No queda ninguna PC libre a esa hora')]).toEqual([422, true]);
    expect(await booking(id)).toEqual(before);
  });

  it('leads whoever closes a day to what is booked on it', async () => {
    await book(0, 0, '09:00');
    const coordinator = await test.signIn('coordinator', { centre });
    const other = await coordinator.post(`/centres/${world.centreId}/holidays`, { date: '27/11/2026', name: 'Aniversario' });
    expect(other.headers.location).toContain('/holidays');
    const closed = await coordinator.post(`/centres/${world.centreId}/holidays`, { date: '26/11/2026', name: 'Aniversario' });
    expect([closed.status, closed.headers.location]).toEqual([303, `/coaching?date=${DAY}`]);
    expect(wordsOf(await coordinator.get(closed.headers.location as string))).toContain('El 26/11/2026 el centro no abre: Aniversario');
  });

  it('keeps the hours of two records that turn out to be one person, so that she is not booked twice', async () => {
    await book(0, 0, '09:00');
    await book(1, 1, '14:00');
    await book(0, 0, '16:00');
    await book(1, 1, '16:00');
    await test.app.get(MergingService).merge({ keptId: person(0), mergedId: person(1) }, { name: 'kept' }, { kept: 1, merged: 1 }, { centreId: world.centreId, actor: world.desk });
    for (const startsAt of ['09:00', '14:00', '16:00']) {
      const busy = bookings().book(world.desk, { personId: person(0), date: DAY, startsAt, topic: 'email', wishes: {} });
      await expect(busy).rejects.toMatchObject({ refusals: expect.arrayContaining([expect.objectContaining({ reason: 'coaching:refusals.person-booked' })]) as never });
    }
    await book(0, 1, '11:00');
  });
});
