import type { DataSource } from 'typeorm';
import { AccountRole } from '../../src/accounts/account-role.entity.js';
import { Account } from '../../src/accounts/account.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { restage } from '../../src/people/restage.js';
import { registerMany } from '../../src/people/register-people.js';
import type { Registration } from '../../src/people/registration-rules.js';
import { Diagnosis } from '../../src/placement/diagnosis.entity.js';
import { Placement } from '../../src/placement/placement.entity.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { ALWAYS } from '../../src/shared/kernel/availability.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import type { Role } from '../../src/shared/kernel/roles.js';
import { inventOrganisations, inventPeople } from '../../seeds/demo/invented.js';
import { lessonsOf, practiseAll, teach, type BenchPractice } from './load-learning.js';

const GROUPS = 35;
const GROUP_SIZE = 20;

/** What the measured pages are asked for. */
export interface BenchData {
  centre: { id: Id; name: string };
  trainer: Id;
  learner: Id;
  /** A learner to whom every lesson of every course is open, and the practices that she finds there. */
  practiser: Id;
  practices: BenchPractice[];
  /** The lesson that the learner is at. */
  lesson: string;
  sessionId: Id;
  /** Sessions whose registers wait to be saved, each once: its id and the number of its group. */
  toSave: [Id, number][];
  /** The members of each group. */
  members: Id[][];
}

/** A centre with 700 learners in 35 groups, a session and a lesson today for each, half of the registers taken. */
export async function loadBenchData(dataSource: DataSource): Promise<BenchData> {
  const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
  await loadCourses(unitOfWork);
  return unitOfWork.run(async (tx) => {
    const centre: Centre = {
      id: newId(), name: 'Centro de Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador', address: null, phone: null,
      createdAt: tx.now, version: 1,
    };
    await tx.insert(Centre, centre);
    const room: Room = { id: newId(), centreId: centre.id, name: 'Sala de cómputo', version: 1 };
    await tx.insert(Room, room);
    const people = await registerMany(tx, centre.id, registrations(tx.now));
    const trainer = await account(tx, centre.id, 'trainer', null);
    const learner = await account(tx, centre.id, 'learner', people[0] as Id);
    const practiser = await account(tx, centre.id, 'learner', people.at(-1) as Id);
    await placeAll(tx, centre.id, people, trainer);
    const course = await firstCourse(tx);
    const groups = await groupAll(tx, { centreId: centre.id, roomId: room.id, trainerId: trainer, course }, people);
    const members = groups.map((_, index) => people.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE));
    const lessons = (await lessonsOf(tx)).filter((lesson) => lesson.course === course).map(({ code }) => code);
    const lesson = await teach(tx, centre.id, groups.map((id, index) => ({ id, members: members[index] as Id[] })), lessons);
    const sessionId = await holdSessions(tx, { centreId: centre.id, trainerId: trainer, lesson }, groups, members);
    return {
      centre: { id: centre.id, name: centre.name }, trainer, learner, practiser, lesson, sessionId, members,
      practices: await practiseAll(tx, centre.id, room.id, people.at(-1) as Id), toSave: await waitingSessions(tx, centre.id, groups),
    };
  }, { actor: SYSTEM, deadline: 120_000 });
}

/** The 700 learners of the measured centre. */
export function registrations(now: number): Registration[] {
  const year = Number(localDateAt(now).slice(0, 4));
  const organisations = inventOrganisations(40, 1, year);
  return inventPeople(GROUPS * GROUP_SIZE, 7, year, 10_000_000, organisations).map((one) => ({
    person: {
      surnames: one.surnames, givenNames: one.givenNames, dni: one.dni, dniPending: false, birthDate: null,
      birthYear: Number(one.birthDate.slice(-4)), sex: one.sex === 'F' ? 'female' : 'male', motherTongue: null, phone: one.phone || null, email: null,
    },
    learner: { kind: 'leader', availability: ALWAYS, computerUse: 'never' },
    memberships: [], consent: null,
  }));
}

async function account(tx: Tx, centreId: Id, role: Role, personId: Id | null): Promise<Id> {
  const id = newId();
  await tx.insert(Account, [{
    id, kind: role === 'learner' ? 'learner' : 'staff', displayName: 'Julia Ramos Inga', personId, createdAt: tx.now,
  }]);
  await tx.insert(AccountRole, [{ id: newId(), accountId: id, role, centreId, grantedAt: tx.now }]);
  return id;
}

/** All but a hundred are placed; fifty of those wait for a diagnosis. */
async function placeAll(tx: Tx, centreId: Id, people: readonly Id[], trainer: Id): Promise<void> {
  await tx.insert(Diagnosis, people.slice(50).map((personId) => ({
    id: newId(), personId, centreId, startedAt: tx.now, completedAt: tx.now, askedBy: trainer, answers: {},
  })));
  await tx.insert(Placement, people.slice(100).map((personId, index) => ({
    id: newId(), personId, centreId, level: (index % 4) as 0 | 1 | 2 | 3, decidedAt: tx.now, decidedBy: trainer, reason: 'Observación',
  })));
  for (const personId of people.slice(50)) await restage(tx, personId);
}

interface Place {
  centreId: Id;
  roomId: Id;
  trainerId: Id;
  course: string;
}

async function groupAll(tx: Tx, { centreId, roomId, trainerId, course }: Place, people: readonly Id[]): Promise<Id[]> {
  const today = localDateAt(tx.now);
  const edition: Partial<Edition> = {
    id: newId(), centreId, courseCode: course, name: 'Curso 1', startsOn: addDays(today, -DAYS_BACK), endsOn: addDays(today, DAYS_TO_COME), feeCents: 1000, status: 'running', createdAt: tx.now,
  };
  await tx.insert(Edition, [edition]);
  const groups = Array.from({ length: GROUPS }, (_, index): Partial<LearningGroup> => ({
    id: newId(), editionId: edition.id as Id, centreId, name: `Grupo ${index + 1}`, level: (index % 4) as 0 | 1 | 2 | 3, roomId, trainerId,
    days: 127, startsAt: '00:00', endsAt: '23:59', capacity: GROUP_SIZE, createdAt: tx.now,
  }));
  await tx.insert(LearningGroup, groups);
  await tx.insert(Enrolment, people.map((personId, index) => ({
    id: newId(), editionId: edition.id as Id, personId, centreId, groupId: groups[Math.floor(index / GROUP_SIZE)]?.id as Id,
    status: 'enrolled' as const, enrolledAt: tx.now,
  })));
  return groups.map(({ id }) => id as Id);
}

/** A session today for each group; every other one has its register. @returns the first group's, whose register is to be taken */
async function holdSessions(
  tx: Tx, { centreId, trainerId, lesson }: { centreId: Id; trainerId: Id; lesson: string }, groups: readonly Id[], members: readonly Id[][],
): Promise<Id> {
  const sessions = groups.map((groupId, index) => ({
    id: newId(), groupId, centreId, ordinal: 1, date: localDateAt(tx.now), startsAt: '00:00', endsAt: '23:59', lessonCode: lesson,
    registerSavedAt: index % 2 ? tx.now : null, registerSavedBy: index % 2 ? trainerId : null,
  }));
  await tx.insert(Session, sessions);
  const taken = sessions.flatMap((session, index) => (index % 2 ? (members[index] ?? []).map((personId) => ({
    id: newId(), sessionId: session.id, personId, centreId, status: 'present' as const, markedAt: tx.now, markedBy: trainerId,
  })) : []));
  await tx.insert(AttendanceMark, taken);
  return (sessions[0] as { id: Id }).id;
}

/** The course is under way. */
const DAYS_BACK = 12;
const DAYS_TO_COME = 30;
const SESSIONS_A_DAY = 24;

/** Some ten thousand sessions of the last days, so that each save of the bench is the first of its register. */
async function waitingSessions(tx: Tx, centreId: Id, groups: readonly Id[]): Promise<[Id, number][]> {
  const today = localDateAt(tx.now);
  const sessions = groups.flatMap((groupId, group) => Array.from({ length: DAYS_BACK * SESSIONS_A_DAY }, (_, index) => ({
    id: newId(), groupId, centreId, ordinal: index + 2, group,
    date: addDays(today, -1 - Math.floor(index / SESSIONS_A_DAY)), startsAt: `${String(index % SESSIONS_A_DAY).padStart(2, '0')}:00`, endsAt: '23:59',
  })));
  await tx.insert(Session, sessions);
  return sessions.map(({ id, group }) => [id, group]);
}

async function firstCourse(tx: Tx): Promise<string> {
  const [course] = await tx.manager.query<{ code: string }[]>('SELECT code FROM courses ORDER BY ordinal LIMIT 1');
  return (course as { code: string }).code;
}
