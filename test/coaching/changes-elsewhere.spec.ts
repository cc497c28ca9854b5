import { AccountRole } from '../../src/accounts/account-role.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { MergingService } from '../../src/people/merging.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, TEST_NOW, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { misfitsToCome } from './misfits-to-come.js';

const DAY = '2026-11-26';

describe.each(ENGINES)('what changes elsewhere, and coaching, %s', (engine) => {
  let test: TestApp;
  let world: CoachingCentre;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    world = await addCoachingCentre(test, { centreId: (await test.addCentre('Centro')).id, coaches: 2, people: 2 });
  });

  const bookings = (): BookingsService => test.app.get(BookingsService);
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
