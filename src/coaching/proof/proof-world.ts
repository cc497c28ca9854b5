import type { DataSource } from 'typeorm';
import { EMPTY_ACCOUNT } from '../../accounts/accounts.service.js';
import { AccountRole } from '../../accounts/account-role.entity.js';
import { Account } from '../../accounts/account.entity.js';
import { Centre } from '../../centres/centre.entity.js';
import { Holiday } from '../../centres/holiday.entity.js';
import { Room } from '../../centres/room.entity.js';
import { Workstation } from '../../centres/workstation.entity.js';
import { Learner } from '../../people/learner.entity.js';
import { Person } from '../../people/person.entity.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { SystemClock } from '../../shared/kernel/clock.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { addDays, localDateAt } from '../../shared/kernel/local-date.js';
import { WEEKDAYS } from '../../shared/kernel/weekdays.js';
import { TRIAL_CENTRES } from '../../trial-nodes.js';
import { BookingEvents } from '../booking-events.js';
import { BookingsService } from '../bookings.service.js';
import { CoachHours } from '../coach-hours.entity.js';
import { Coach } from '../coach.entity.js';
import { CoachingFactsRepository } from '../coaching-facts.repository.js';
import type { CoachingActor } from '../coaching.policy.js';
import { SlotRace } from '../slot-race.js';

const COACHES = 4;
const PCS = 8;
const PEOPLE = 20;

/** A centre of its own for the proof. */
export interface ProofWorld {
  actor: CoachingActor;
  people: Id[];
  /** Records of coaches, and their accounts in the same order. */
  coaches: Id[];
  accounts: Id[];
}

/** The service as the application puts it together, on one node's connections. */
export function bookingsOn(dataSource: DataSource): BookingsService {
  const clock = new SystemClock();
  const repository = new CoachingFactsRepository(dataSource);
  return new BookingsService(new UnitOfWork(dataSource, clock), repository, new SlotRace(repository, clock), new BookingEvents(), clock);
}

/** Makes the centre, open round the clock, with coaches, PCs and learners. */
export async function makeWorld(dataSource: DataSource): Promise<ProofWorld> {
  const centreId = newId();
  const roomId = newId();
  const people = ids(PEOPLE);
  const coaches = ids(COACHES);
  const accounts = ids(COACHES);
  await new UnitOfWork(dataSource, new SystemClock()).run(async (tx) => {
    const createdAt = tx.now;
    await tx.insert(Centre, [{ id: centreId, name: TRIAL_CENTRES.bookings, shortName: 'PRUEBA', district: '-', createdAt }]);
    // Nobody may find it closed, whenever the proof is made.
    await tx.insert(Holiday, [0, 14].map((days) => addDays(localDateAt(createdAt), days)).map((date) => ({ id: newId(), centreId, date, name: '-', closed: false })));
    await tx.insert(Room, [{ id: roomId, centreId, name: 'Sala' }]);
    await tx.insert(Workstation, ids(PCS).map((id, index) => ({ id, centreId, roomId, label: `PC ${index + 1}` })));
    await tx.insert(Person, people.map((id, index) => ({
      id, surnames: `Prueba ${index}`, givenNames: 'Rosa', searchName: `prueba ${index}`, sortName: `prueba ${index}`, dniPending: false, createdAt,
    })));
    await tx.insert(Learner, people.map((personId) => ({ id: newId(), personId, centreId, kind: 'leader' as const, registeredAt: createdAt })));
    await tx.insert(Account, accounts.map((id, index) => ({ ...EMPTY_ACCOUNT, id, kind: 'staff' as const, displayName: `Asesora ${index}`, createdAt })));
    await tx.insert(AccountRole, accounts.map((accountId) => ({ id: newId(), accountId, role: 'coach' as const, centreId, grantedAt: createdAt })));
    await tx.insert(Coach, coaches.map((id, index) => ({
      id, accountId: accounts[index] as Id, centreId, languages: ['spanish' as const], topics: [], bookingsADay: 12, createdAt,
    })));
    await tx.insert(CoachHours, coaches.flatMap((coachId) => WEEKDAYS.map((weekday) => ({
      id: newId(), coachId, centreId, weekday, fromTime: '00:00', toTime: '24:00',
    }))));
  }, { actor: SYSTEM, deadline: 60_000 });
  return { actor: { accountId: accounts[0] as Id, centreId, personId: null, side: 'staff' }, people, coaches, accounts };
}

function ids(count: number): Id[] {
  return Array.from({ length: count }, newId);
}
