import { AttendanceMark, MARK_STATUSES } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { EndlineOpening } from '../../src/certificates/endline-opening.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { CoachingOutcome } from '../../src/coaching/coaching-outcome.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { EnrolmentMove } from '../../src/groups/enrolment-move.entity.js';
import { ENROLMENT_STATUSES, Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { ORGANISATION_TYPES } from '../../src/organisations/organisation-types.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { Learner } from '../../src/people/learner.entity.js';
import { MergingService } from '../../src/people/merging.service.js';
import { Person } from '../../src/people/person.entity.js';
import { ACCESSES, PARTICIPANT_KINDS, SEXES } from '../../src/people/person-words.js';
import { Diagnosis } from '../../src/placement/diagnosis.entity.js';
import { PlacementTest } from '../../src/placement/placement-test.entity.js';
import { Placement } from '../../src/placement/placement.entity.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import { type Random, seededRandom } from '../../src/shared/kernel/random.js';
import type { TestApp } from '../helpers/app.js';

type Entity<T> = new () => T;
interface Own {
  id: Id;
  personId: Id;
  centreId: Id;
}

const HOUR = 3_600_000;

const EACH = [
  'register', 'arriveElsewhere', 'describe', 'access', 'diagnose', 'completeDiagnosis', 'place', 'test', 'openEndline', 'join', 'endPost', 'leaveOrganisation',
  'renameOrganisation', 'enrol', 'move', 'mark', 'correctMark', 'cancel', 'hours', 'level', 'course', 'book', 'come', 'tell', 'merge',
] as const;
const OFTEN = ['register', 'test', 'test', 'test', 'openEndline', 'enrol', 'enrol', 'enrol', 'mark', 'mark', 'mark', 'mark', 'mark'] as const;

/**
 * Writes records of every kind that facts are drawn from, and changes and removes them, as a seed says: the same records
 * with the same ids on each engine. What a service would refuse is written as well: facts take records as they are.
 */
export class RandomRecords {
  private readonly random: Random;
  private readonly centres: Id[] = [];
  private coach: Id;
  private pc: Id;

  constructor(private readonly test: TestApp, seed: number) {
    this.random = seededRandom(seed);
  }

  /** Two centres, with what is taught there. */
  async begin(): Promise<void> {
    await loadCourses(this.test.unitOfWork);
    for (const name of ['Villa Uno', 'Villa Dos']) {
      const [id, roomId, now] = [this.id(), this.id(), this.test.clock.now()];
      await this.write(async (tx) => {
        await tx.insert(Centre, [{ id, name, shortName: `V${this.centres.length}`, district: name, createdAt: now }]);
        await tx.insert(Room, [{ id: roomId, centreId: id, name: 'Sala' }]);
        await tx.insert(Workstation, [{ id: this.pc = this.id(), centreId: id, roomId, label: 'PC 1' }]);
        await this.teach(tx, id, roomId);
        await tx.insert(Organisation, [0, 1].map((number) => ({
          id: this.id(), centreId: id, name: `Comedor ${number}`, searchName: 'comedor', type: this.of(ORGANISATION_TYPES), sector: `${number}`, createdAt: now })));
      });
      this.centres.push(id);
    }
    const account = await this.test.addAccount(['coach']);
    await this.write((tx) => tx.insert(Coach, [{ id: this.coach = this.id(), accountId: account.id, centreId: this.centres[0] as Id, languages: [], topics: [], bookingsADay: 9, createdAt: 1 }]));
    for (let count = 0; count < 6; count += 1) await this.steps.register();
  }

  /** One act, of those that can be done. */
  async step(): Promise<void> {
    this.test.clock.advance(Math.floor(this.random() * 20) * HOUR);
    await this.steps[this.of([...EACH, ...OFTEN])]();
  }

  private async teach(tx: Tx, centreId: Id, roomId: Id): Promise<void> {
    for (const courseCode of ['C1', 'C2']) {
      const [editionId, createdAt] = [this.id(), tx.now];
      await tx.insert(Edition, [{ id: editionId, centreId, courseCode, name: courseCode, startsOn: '2026-11-23', endsOn: '2026-12-18', feeCents: 0, status: 'running', createdAt }]);
      const groups = [0, 1].map((level) => ({
        id: this.id(), editionId, centreId, name: `Grupo ${level}`, level: level as Level, roomId, days: 1, startsAt: '10:00', endsAt: '11:30', capacity: 20, createdAt,
      }));
      await tx.insert(LearningGroup, groups);
      await tx.insert(Session, groups.flatMap(({ id: groupId }) => [0, 1, 2].map((ordinal) => ({
        id: this.id(), groupId, centreId, ordinal, date: addDays('2026-11-23', ordinal), startsAt: '10:00', endsAt: '11:30' }))));
    }
  }

  private readonly steps: Record<(typeof EACH)[number], () => Promise<unknown>> = {
    register: () => this.write(async (tx) => {
      const [id, year] = [this.id(), 1940 + Math.floor(this.random() * 60)];
      await tx.insert(Person, [{ id, surnames: 'Mamani', givenNames: 'Flor', searchName: 'mamani flor', sex: this.of([...SEXES, null]), birthYear: year, birthDate: this.of([null, `${year}-03-04`]), createdAt: tx.now }]);
      await tx.insert(Learner, [{ id: this.id(), personId: id, centreId: this.of(this.centres), kind: this.of(PARTICIPANT_KINDS), registeredAt: tx.now }]);
    }),
    arriveElsewhere: async () => {
      const learner = await this.one(Learner);
      const centreId = this.centres.find((id) => id !== learner?.centreId) as Id;
      if (!learner || await this.test.dataSource.manager.existsBy(Learner, { personId: learner.personId, centreId })) return;
      await this.write((tx) => tx.insert(Learner, [{ id: this.id(), personId: learner.personId, centreId, kind: 'member', registeredAt: tx.now }]));
    },
    describe: () => this.change(Person, () => ({ sex: this.of([...SEXES, null]), birthYear: 1950 + Math.floor(this.random() * 40) })),
    access: () => this.change(Learner, () => ({ access: this.of([...ACCESSES, null]), kind: this.of(PARTICIPANT_KINDS) })),
    diagnose: () => this.add(Diagnosis, (own, now) => ({ ...own, startedAt: now, completedAt: this.of([null, now]), answers: {} })),
    completeDiagnosis: () => this.change(Diagnosis, (_, now) => ({ completedAt: now })),
    place: () => this.add(Placement, (own, now) => ({ ...own, level: this.level(), decidedAt: now })),
    test: () => this.add(PlacementTest, (own, now) => ({
      ...own, mode: 'self', purpose: this.of(['placement', 'endline']), seed: 1, startedAt: now, finishedAt: this.of([null, now]), priorMean: 0, priorDeviation: 1,
      theta: this.random() * 4 - 1, deviation: 0.3, level: this.level(), certainty: 0.9 })),
    openEndline: async () => {
      const edition = await this.one(Edition);
      if (!edition || await this.test.dataSource.manager.existsBy(EndlineOpening, { editionId: edition.id })) return;
      await this.write((tx) => tx.insert(EndlineOpening, [{ id: this.id(), editionId: edition.id, centreId: edition.centreId, openedAt: tx.now }]));
    },
    join: async () => {
      const [learner, organisation] = [await this.one(Learner), await this.one(Organisation)];
      if (!learner || !organisation) return;
      await this.write((tx) => tx.insert(Membership, [{ id: this.id(), personId: learner.personId, organisationId: organisation.id, post: 'socia', board: this.of([true, false]), since: this.of([null, '2026-01-01']), until: null, createdAt: tx.now }]));
    },
    endPost: () => this.change(Membership, () => ({ until: '2026-12-01', board: this.of([true, false]) })),
    leaveOrganisation: async () => {
      const membership = await this.one(Membership);
      if (membership) await this.write((tx) => tx.remove(Membership, membership));
    },
    renameOrganisation: () => this.change(Organisation, () => ({ type: this.of(ORGANISATION_TYPES), district: this.of([null, 'Lurín']), sector: this.of([null, '7']) })),
    enrol: async () => {
      const [learner, group] = [await this.one(Learner), await this.one(LearningGroup)];
      if (!learner || !group || await this.test.dataSource.manager.existsBy(Enrolment, { personId: learner.personId, editionId: group.editionId })) return;
      const groupId = this.of([group.id, null]);
      await this.write((tx) => tx.insert(Enrolment, [{ id: this.id(), editionId: group.editionId, personId: learner.personId, centreId: group.centreId, groupId, status: groupId ? 'enrolled' : 'waiting', enrolledAt: tx.now }]));
    },
    move: async () => {
      const enrolment = await this.one(Enrolment);
      if (!enrolment) return;
      const groups = await this.test.dataSource.manager.find(LearningGroup, { where: { editionId: enrolment.editionId }, order: { id: 'ASC' } });
      const toGroupId = this.of([null, ...groups.map(({ id }) => id)]);
      await this.write(async (tx) => {
        const status = this.of(ENROLMENT_STATUSES);
        await tx.update(Enrolment, enrolment, { groupId: toGroupId, status, endedAt: status === 'enrolled' || status === 'waiting' ? null : tx.now });
        await tx.insert(EnrolmentMove, [{ id: this.id(), enrolmentId: enrolment.id, fromGroupId: enrolment.groupId, toGroupId, movedAt: tx.now }]);
      });
    },
    mark: async () => {
      const [enrolment, session] = [await this.one(Enrolment), await this.one(Session)];
      if (!enrolment || !session) return;
      const { manager } = this.test.dataSource;
      // Of her own edition, and now and then of another, where she came by chance.
      const groups = await manager.find(LearningGroup, { where: { editionId: enrolment.editionId }, order: { id: 'ASC' } });
      const own = await manager.find(Session, { where: { groupId: this.of(groups).id }, order: { id: 'ASC' } });
      const held = this.random() < 0.8 ? this.of(own) : session;
      if (await manager.existsBy(AttendanceMark, { personId: enrolment.personId, sessionId: held.id })) return;
      await this.write((tx) => tx.insert(AttendanceMark, [{ id: this.id(), sessionId: held.id, personId: enrolment.personId, centreId: held.centreId, markedAt: tx.now, ...this.marked() }]));
    },
    correctMark: () => this.change(AttendanceMark, () => this.marked()),
    cancel: () => this.change(Session, (session, now) => ({ cancelledAt: session.cancelledAt === null ? now : null })),
    hours: () => this.change(Session, () => ({ endsAt: this.of(['11:00', '11:30', '12:15']) })),
    level: () => this.change(LearningGroup, () => ({ level: this.level() })),
    course: () => this.change(Edition, ({ courseCode }) => ({ courseCode: courseCode === 'C1' ? 'C2' : 'C1' })),
    book: () => this.add(Booking, (own, now) => ({
      ...own, coachId: this.coach, workstationId: this.pc, date: '2026-12-01', startsAt: '09:00', endsAt: '09:45', topic: 'email', status: this.of(['booked', 'done']), bookedThrough: 'desk', bookedAt: now })),
    come: () => this.change(Booking, () => ({ status: this.of(['arrived', 'done', 'no-show', 'cancelled']) })),
    tell: async () => {
      const booking = await this.one(Booking);
      if (!booking || await this.test.dataSource.manager.existsBy(CoachingOutcome, { bookingId: booking.id })) return;
      const { id: bookingId, personId, centreId } = booking;
      await this.write((tx) => tx.insert(CoachingOutcome, [{ id: this.id(), bookingId, personId, centreId, confidenceBefore: 2, confidenceAfter: this.of([null, 4]), skills: [], recordedAt: tx.now }]));
    },
    merge: () => this.merge(),
  };

  /** Two people who are known at one centre become one. */
  private async merge(): Promise<void> {
    const learner = await this.one(Learner);
    const others = learner ? await this.test.dataSource.manager.find(Learner, { where: { centreId: learner.centreId }, order: { id: 'ASC' } }) : [];
    const other = this.of(others);
    if (!learner || !other || other.personId === learner.personId || this.random() < 0.5) return;
    const [kept, merged] = await Promise.all([learner, other].map(({ personId }) => this.test.dataSource.manager.findOneByOrFail(Person, { id: personId }))) as [Person, Person];
    await this.test.app.get(MergingService).merge(
      { keptId: kept.id, mergedId: merged.id }, { birth: 'merged', sex: 'kept' }, { kept: kept.version, merged: merged.version }, { actor: SYSTEM, centreId: learner.centreId });
  }

  private marked(): Partial<AttendanceMark> {
    return { status: this.of(MARK_STATUSES), minutes: this.of([null, 15, 200]) };
  }

  private async add<T extends Own>(entity: Entity<T>, row: (own: Own, now: number) => object): Promise<void> {
    const learner = await this.one(Learner);
    if (learner) await this.write((tx) => tx.insert(entity, [row({ id: this.id(), personId: learner.personId, centreId: learner.centreId }, tx.now) as Partial<T>]));
  }

  private async change<T extends { id: Id }>(entity: Entity<T>, changes: (before: T, now: number) => object): Promise<void> {
    const before = await this.one(entity);
    if (before) await this.write((tx) => tx.update(entity, before, changes(before, tx.now) as Partial<T>));
  }

  private async one<T extends { id: Id }>(entity: Entity<T>): Promise<T | undefined> {
    const rows = await this.test.dataSource.manager.find(entity, { order: { id: 'ASC' } as never });
    return this.of(rows.filter((row) => ((row as { mergedIntoId?: Id | null }).mergedIntoId ?? null) === null)) as T | undefined;
  }

  private write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.test.unitOfWork.run(work, { actor: SYSTEM });
  }

  private of<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  private level(): Level {
    return Math.floor(this.random() * 4) as Level;
  }

  private id(): Id {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join('');
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
  }
}
