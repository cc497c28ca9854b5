import { Arrival } from '../../src/attendance/arrival.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { OpeningHours } from '../../src/centres/opening-hours.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { newConsent } from '../../src/people/consent-texts.js';
import { Consent } from '../../src/people/consent.entity.js';
import { Learner } from '../../src/people/learner.entity.js';
import { searchNameOf, sortNameOf } from '../../src/people/person-names.js';
import { Person } from '../../src/people/person.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { WEEKDAYS } from '../../src/shared/kernel/weekdays.js';
import type { TestApp } from '../helpers/app.js';

/** A group that meets on Mondays, Wednesdays and Fridays from 10:00 to 11:30, on the Monday of the tests' clock. */
export interface Classroom {
  edition: Edition;
  group: LearningGroup;
  session: Session;
  /** In the order of the register. */
  people: Person[];
  workstation: Workstation;
  arrive: (person: Person, at: number) => Promise<void>;
  /** One more person of the group. */
  join: (surnames: string, givenNames: string) => Promise<Person>;
}

const MONDAY_WEDNESDAY_FRIDAY = 0b0010101;
const SURNAMES = ['Alva', 'Apaza', 'Cárdenas', 'Ccori', 'Chávez', 'Condori', 'Flores', 'García', 'Huamán', 'Inga', 'Llanos', 'Mamani',
  'Nina', 'Ñaupari', 'Ñuñez', 'Poma', 'Quispe', 'Rojas', 'Vásquez', 'Zárate', 'Zavala', 'Zea', 'Zegarra', 'Zúñiga'];

export async function addClassroom(test: TestApp, { count = 20, centreId = test.centre.id, name = 'Grupo A' } = {}): Promise<Classroom> {
  await loadCourses(test.unitOfWork);
  const now = test.clock.now();
  const people = SURNAMES.slice(0, count).map((surnames, index) => person(surnames, index % 5 === 4 ? 'Luis Alberto' : 'Rosa María', now));
  const edition: Edition = {
    id: newId(), centreId, courseCode: (await firstCourse(test)), name: `Curso 1 de ${name}`, startsOn: '2026-11-23', endsOn: '2026-12-18',
    feeCents: 1000, status: 'running', createdAt: now, version: 1,
  };
  const room: Room = { id: newId(), centreId, name: `Sala de ${name}`, version: 1 };
  const workstation: Workstation = { id: newId(), centreId, roomId: room.id, label: 'PC 7', outOfOrderSince: null, note: null, version: 1 };
  const group: LearningGroup = {
    id: newId(), editionId: edition.id, centreId, name, level: 0, moduleCode: null, roomId: room.id, trainerId: null,
    days: MONDAY_WEDNESDAY_FRIDAY, startsAt: '10:00', endsAt: '11:30', capacity: 20, createdAt: now, version: 1,
  };
  const session = sessionOf(group);
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Edition, edition);
    await tx.insert(Room, room);
    await tx.insert(Workstation, workstation);
    await tx.insert(OpeningHours, WEEKDAYS.map((weekday) => ({ id: newId(), centreId, weekday, opensAt: '08:00', closesAt: '20:00' })));
    await tx.insert(LearningGroup, group);
    await tx.insert(Session, session);
    await insertMembers(tx, group, people);
  }, { actor: SYSTEM });
  return {
    edition, group, session, people, workstation,
    arrive: (who, arrivedAt) => test.unitOfWork.run((tx) => tx.insert(Arrival, {
      id: newId(), sessionId: session.id, personId: who.id, centreId, arrivedAt, workstationId: workstation.id,
    }), { actor: SYSTEM }),
    join: async (surnames, givenNames) => {
      const joined = person(surnames, givenNames, now);
      await test.unitOfWork.run((tx) => insertMembers(tx, group, [joined]), { actor: SYSTEM });
      return joined;
    },
  };
}

export function sessionOf(group: LearningGroup, more: Partial<Session> = {}): Session {
  return {
    id: newId(), groupId: group.id, centreId: group.centreId, ordinal: 1, date: '2026-11-23', startsAt: group.startsAt, endsAt: group.endsAt,
    lessonCode: null, registerSavedAt: null, registerSavedBy: null, cancelledAt: null, cancelReason: null, version: 1, ...more,
  };
}

async function firstCourse({ dataSource }: TestApp): Promise<string> {
  const [course] = await dataSource.query<{ code: string }[]>('SELECT code FROM courses ORDER BY ordinal');
  return course?.code as string;
}

async function insertMembers(tx: Tx, group: LearningGroup, people: readonly Person[]): Promise<void> {
  const of = (personId: Id): { id: Id; personId: Id; centreId: Id } => ({ id: newId(), personId, centreId: group.centreId });
  await tx.insert(Person, people);
  await tx.insert(Learner, people.map(({ id }) => ({ ...of(id), kind: 'leader' as const, registeredAt: tx.now })));
  await refreshSearchWords(tx, people.map(({ id }) => id));
  await tx.insert(Consent, people.map(({ id }) => ({
    ...of(id), ...newConsent('signed', '2026-11-02', ['contact']),
  })));
  await tx.insert(Enrolment, people.map(({ id }) => ({
    ...of(id), editionId: group.editionId, groupId: group.id, status: 'enrolled' as const, enrolledAt: tx.now,
  })));
}

function person(surnames: string, givenNames: string, createdAt: number): Person {
  return {
    id: newId(), surnames, givenNames, searchName: searchNameOf({ surnames, givenNames }), sortName: sortNameOf({ surnames, givenNames }), dni: null, dniPending: false, birthDate: null,
    birthYear: 1960, sex: 'female', motherTongue: null, phone: '987654321', email: null, mergedIntoId: null, createdAt, version: 1,
  };
}
