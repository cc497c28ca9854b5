import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { AccountRole } from '../../src/accounts/account-role.entity.js';
import { EMPTY_ACCOUNT } from '../../src/accounts/accounts.service.js';
import { Account } from '../../src/accounts/account.entity.js';
import { entities } from '../../src/app.entities.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { BookingEvents } from '../../src/coaching/booking-events.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { cellsHeld, timeOf, turnCell, turnResource } from '../../src/coaching/coaching-cells.js';
import { CoachHours } from '../../src/coaching/coach-hours.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { CoachingFactsRepository } from '../../src/coaching/coaching-facts.repository.js';
import { CoachingHold } from '../../src/coaching/coaching-hold.entity.js';
import { SlotRace } from '../../src/coaching/slot-race.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import { WEEKDAYS } from '../../src/shared/kernel/weekdays.js';
import { percentile } from './measure.js';

export interface FreeSlotsFigures {
  /** Milliseconds of a search over two weeks: loading what is taken, and finding what is free. */
  p50: number;
  p95: number;
  /** CPU milliseconds of a search: says more than the clock where others share the machine. */
  cpu: number;
  queries: number;
  slots: number;
}

const COACHES = 10;
const PCS = 20;
const GROUPS = 4;
const MEMBERS = 12;
const BOOKINGS_A_DAY = 5;
const DAYS = 15;
const RUNS = 100;

/** Searches two weeks of a busy centre on the embedded database: 10 coaches, 20 PCs, four sessions and fifty bookings a day. */
export async function benchFreeSlots(): Promise<FreeSlotsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-bench-'));
  const dataSource = await openDatabase({ folder }, { entities, migrations });
  try {
    await migrate(dataSource);
    const clock = new SystemClock();
    const unitOfWork = new UnitOfWork(dataSource, clock);
    await loadCourses(unitOfWork);
    const { centreId, personId } = await unitOfWork.run(load, { actor: SYSTEM, deadline: 60_000 });
    const repository = new CoachingFactsRepository(dataSource);
    const service = new BookingsService(unitOfWork, repository, new SlotRace(repository, clock), new BookingEvents(), clock);
    const search = () => service.freeSlots({ accountId: null, centreId, personId: null, side: 'staff' }, { personId, wishes: {} });
    return await measured(search);
  } finally {
    await dataSource.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(search: () => Promise<unknown[]>): Promise<FreeSlotsFigures> {
  for (let warm = 0; warm < 10; warm += 1) await search();
  const { queries, result } = await countQueries(search);
  const milliseconds: number[] = [];
  const before = process.cpuUsage();
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await search();
    milliseconds.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  return { p50: percentile(milliseconds, 0.5), p95: percentile(milliseconds, 0.95), cpu: (user + system) / 1_000 / RUNS, queries, slots: result.length };
}

async function load(tx: Tx): Promise<{ centreId: Id; personId: Id }> {
  const [centreId, roomId, personId] = [newId(), newId(), newId()];
  const accounts = Array.from({ length: COACHES }, newId);
  const workstations = Array.from({ length: PCS }, newId);
  await tx.insert(Centre, [{ id: centreId, name: 'Centro', shortName: 'C', district: 'C', createdAt: tx.now }]);
  await tx.insert(Room, [{ id: roomId, centreId, name: 'Sala' }]);
  await tx.insert(Workstation, workstations.map((id, index) => ({ id, centreId, roomId, label: `PC ${index + 1}` })));
  await tx.insert(Account, accounts.map((id) => ({ ...EMPTY_ACCOUNT, id, kind: 'staff' as const, displayName: 'Julia Ramos', createdAt: tx.now })));
  await tx.insert(AccountRole, accounts.map((accountId) => ({ id: newId(), accountId, role: 'coach' as const, centreId, grantedAt: tx.now })));
  const coaches = accounts.map((accountId) => ({
    id: newId(), accountId, centreId, languages: ['spanish' as const], topics: [], bookingsADay: 12, createdAt: tx.now,
  }));
  await tx.insert(Coach, coaches);
  await tx.insert(CoachHours, coaches.flatMap(({ id: coachId }) => WEEKDAYS.map((weekday) => ({
    id: newId(), coachId, centreId, weekday, fromTime: '08:00', toTime: '20:00',
  }))));
  const days = Array.from({ length: DAYS }, (_, day) => addDays(localDateAt(tx.now), day));
  await holdSessions(tx, { centreId, roomId, accounts, personId }, days);
  await tx.insert(CoachingHold, days.flatMap((date) => coaches.flatMap(({ id, accountId }, index) => (
    Array.from({ length: BOOKINGS_A_DAY }, (_, turn) => booked({ date, coachId: id, accountId, pc: workstations[PCS - 1 - index] as Id, turn })).flat()))));
  return { centreId, personId };
}

function booked({ date, coachId, accountId, pc, turn }: { date: string; coachId: Id; accountId: Id; pc: Id; turn: number }): CoachingHold[] {
  const holderId = newId();
  const from = 36 + turn * 6;
  const slot = { date, startsAt: timeOf(from), endsAt: timeOf(from + 3), coachAccountId: accountId, personId: newId(), workstationId: pc };
  return [...cellsHeld(slot), { resource: turnResource(coachId), cell: turnCell(date, turn + 1) }].map((cell) => ({ id: newId(), ...cell, holderId }));
}

async function holdSessions(
  tx: Tx, { centreId, roomId, accounts, personId }: { centreId: Id; roomId: Id; accounts: Id[]; personId: Id }, days: readonly string[],
): Promise<void> {
  const [course] = await tx.manager.query<{ code: string }[]>('SELECT code FROM courses ORDER BY ordinal LIMIT 1');
  const editionId = newId();
  await tx.insert(Edition, [{
    id: editionId, centreId, courseCode: course?.code as string, name: 'Curso 1', startsOn: days[0] as string, endsOn: days.at(-1) as string,
    feeCents: 0, status: 'running', createdAt: tx.now,
  }]);
  const groups = Array.from({ length: GROUPS }, (_, index) => ({
    id: newId(), editionId, centreId, name: `Grupo ${index}`, level: 0 as const, roomId, trainerId: accounts[index] as Id, days: 127,
    startsAt: timeOf(32 + index * 8), endsAt: timeOf(38 + index * 8), capacity: MEMBERS, createdAt: tx.now,
  }));
  await tx.insert(LearningGroup, groups);
  const people = groups.flatMap(({ id: groupId }) => Array.from({ length: MEMBERS }, (_, index) => ({ groupId, id: groupId === groups[0]?.id && index === 0 ? personId : newId() })));
  await tx.insert(Person, people.map(({ id }) => ({
    id, surnames: 'Quispe', givenNames: 'Rosa', searchName: 'quispe rosa', sortName: 'quispe rosa', dniPending: false, createdAt: tx.now,
  })));
  await tx.insert(Enrolment, people.map(({ id, groupId }) => ({
    id: newId(), editionId, personId: id, centreId, groupId, status: 'enrolled' as const, enrolledAt: tx.now,
  })));
  await tx.insert(Session, groups.flatMap(({ id: groupId, startsAt, endsAt }) => days.map((date, index) => ({
    id: newId(), groupId, centreId, ordinal: index + 1, date, startsAt, endsAt,
  }))));
}
