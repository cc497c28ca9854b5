import { Holiday } from '../../src/centres/holiday.entity.js';
import { OpeningHours } from '../../src/centres/opening-hours.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { BookingsService, type BookingRequest } from '../../src/coaching/bookings.service.js';
import { CoachHours } from '../../src/coaching/coach-hours.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import type { CoachingActor } from '../../src/coaching/coaching.policy.js';
import { Learner } from '../../src/people/learner.entity.js';
import { searchNameOf, sortNameOf } from '../../src/people/person-names.js';
import { Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { localDateAt } from '../../src/shared/kernel/local-date.js';
import { WEEKDAYS } from '../../src/shared/kernel/weekdays.js';
import { TEST_NOW, type TestApp } from '../helpers/app.js';

/** A centre that is open from 8 to 20 and coaches from 8 to 18: coaches, PCs of one room, learners. */
export interface CoachingCentre {
  centreId: Id;
  coaches: Coach[];
  room: Room;
  workstations: Workstation[];
  people: Person[];
  /** Somebody of the staff who books for anybody. */
  desk: CoachingActor;
  /** One of the learners herself. */
  herself: (person: Person) => CoachingActor;
}

export interface CoachingCentreSize {
  centreId?: Id;
  coaches?: number;
  workstations?: number;
  people?: number;
  bookingsADay?: number;
}

export async function addCoachingCentre(test: TestApp, size: CoachingCentreSize = {}): Promise<CoachingCentre> {
  const { centreId = test.centre.id, coaches: coachCount = 1, workstations: pcCount = 5, people: peopleCount = 3, bookingsADay = 8 } = size;
  const now = test.clock.now();
  const centre = { id: centreId } as never;
  const room: Room = { id: newId(), centreId, name: `Sala ${newId().slice(-6)}`, version: 1 };
  const workstations = Array.from({ length: pcCount }, (_, index): Workstation => ({
    id: newId(), centreId, roomId: room.id, label: `PC ${index + 1}`, outOfOrderSince: null, note: null, version: 1,
  }));
  const people = Array.from({ length: peopleCount }, (_, index) => aPerson(`Quispe ${index + 1}`, now));
  const accounts = [];
  for (let index = 0; index < coachCount; index += 1) accounts.push(await test.addAccount(['coach'], { centre, displayName: `Asesora ${index + 1}` }));
  const coaches = accounts.map(({ id }): Coach => ({
    id: newId(), accountId: id, centreId, sex: 'female', languages: ['spanish'], topics: [], bookingsADay, calendarKey: null, createdAt: now, endedAt: null, version: 1,
  }));
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Room, room);
    await tx.insert(Workstation, workstations);
    await tx.insert(OpeningHours, WEEKDAYS.map((weekday) => ({ id: newId(), centreId, weekday, opensAt: '08:00', closesAt: '20:00' })));
    // Its list of this year's holidays is kept, and holds none that is near.
    await tx.insert(Holiday, [{ id: newId(), centreId, date: '2026-07-28', name: 'Fiestas Patrias', closed: true }]);
    await tx.insert(Person, people);
    await tx.insert(Learner, people.map((person) => ({ id: newId(), personId: person.id, centreId, kind: 'leader' as const, registeredAt: now })));
    await tx.insert(Coach, coaches);
    await tx.insert(CoachHours, coaches.flatMap(({ id }) => WEEKDAYS.map((weekday) => ({
      id: newId(), coachId: id, centreId, weekday, fromTime: '08:00', toTime: '18:00',
    }))));
  }, { actor: SYSTEM });
  const desk: CoachingActor = { accountId: (await test.addAccount(['trainer'], { centre })).id, centreId, personId: null, side: 'staff' };
  return {
    centreId, coaches, room, workstations, people, desk,
    herself: (person) => ({ accountId: desk.accountId, centreId, personId: person.id, side: 'learner' }),
  };
}

/** Books at the desk: for the first learner, today at eleven, to lose fear, unless told otherwise. @returns the booking's id */
export function bookAt(test: TestApp, place: CoachingCentre, more: Partial<BookingRequest> = {}): Promise<Id> {
  const usual: BookingRequest = { personId: place.people[0]?.id as Id, wishes: {}, date: localDateAt(TEST_NOW), startsAt: '11:00', topic: 'courage' };
  return test.app.get(BookingsService).book(place.desk, { ...usual, ...more });
}

export function aPerson(surnames: string, createdAt: number): Person {
  const givenNames = 'Rosa';
  return {
    id: newId(), surnames, givenNames, searchName: searchNameOf({ surnames, givenNames }), sortName: sortNameOf({ surnames, givenNames }),
    dni: null, dniPending: false, birthDate: null, birthYear: 1960, sex: 'female', motherTongue: null, phone: '987654321', email: null, mergedIntoId: null,
    createdAt, version: 1,
  };
}

/** Cells that two holders have, which the database must never let happen; and bookings that overlap at a coach, a PC or a person. */
export async function overlaps(test: TestApp): Promise<unknown[]> {
  return test.dataSource.query(`
    SELECT a.id AS one, b.id AS other FROM bookings a JOIN bookings b
      ON a.id < b.id AND a.date = b.date AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
      AND (a.coach_id = b.coach_id OR a.workstation_id = b.workstation_id OR a.person_id = b.person_id)
    WHERE a.status <> 'cancelled' AND b.status <> 'cancelled'`);
}
