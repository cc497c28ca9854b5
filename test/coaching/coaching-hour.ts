import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { searchNameOf, sortNameOf } from '../../src/people/person-names.js';
import { Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

type Hour = Partial<Booking> & Pick<Booking, 'coachId' | 'date'> & { surnames?: string; givenNames?: string };

/** A room with one PC, for bookings that are put down as they are. @returns how to put one down */
export async function openRoom(test: TestApp, centreId: Id = test.centre.id): Promise<(hour: Hour) => Promise<Booking>> {
  const room = { id: newId(), centreId, name: 'Sala 1', version: 1 };
  const workstation = { id: newId(), centreId, roomId: room.id, label: 'PC 04', outOfOrderSince: null, note: null, version: 1 };
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Room, room);
    await tx.insert(Workstation, workstation);
  }, { actor: SYSTEM });
  return async ({ surnames = 'Quispe Huamán', givenNames = 'Rosa María', ...hour }) => {
    const now = test.clock.now();
    const name = { surnames, givenNames };
    const person = { id: newId(), ...name, searchName: searchNameOf(name), sortName: sortNameOf(name), createdAt: now, version: 1 };
    const booking: Booking = {
      id: newId(), centreId, personId: person.id, workstationId: workstation.id, startsAt: '09:00', endsAt: '09:45', topic: 'email', status: 'booked',
      seriesId: null, bookedThrough: 'desk', bookedAt: now, bookedBy: null, version: 1, ...hour,
    };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Person, person as Person);
      await tx.insert(Booking, booking);
    }, { actor: SYSTEM });
    return booking;
  };
}
