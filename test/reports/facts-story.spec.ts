import { RegisterService, type Marker } from '../../src/attendance/register.service.js';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { EndlineOpening } from '../../src/certificates/endline-opening.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { CoachingOutcome } from '../../src/coaching/coaching-outcome.entity.js';
import { EditionsService } from '../../src/courses/editions.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { MembershipsService } from '../../src/organisations/memberships.service.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { MergingService } from '../../src/people/merging.service.js';
import { Learner } from '../../src/people/learner.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import { PlacementTest } from '../../src/placement/placement-test.entity.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { SYSTEM, type Actor } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { addCoachingCentre } from '../coaching/coaching-centre.js';
import { openRoom } from '../coaching/coaching-hour.js';
import { startApp, TEST_NOW, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { Village } from '../people/village.js';
import { FactsProof } from './facts-proof.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('the facts of figures follow what is written, on %s', (engine) => {
  let test: TestApp;
  let proof: FactsProof;
  let room: Classroom;
  let village: Village;
  let actor: Actor & { centreId: Id };
  let marker: Marker;
  let rosa: Id;
  let flor: Id;
  let kitchen: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 5 });
    village = new Village(test);
    actor = { ...SYSTEM, centreId: test.centre.id };
    marker = { accountId: (await test.addAccount(['trainer'])).id, centreId: test.centre.id, mayCorrect: true };
    proof = await FactsProof.begin(test);
  });
  afterAll(() => test.close());

  const options = () => ({ actor, centreId: test.centre.id });
  const enrolmentOf = (personId: Id) => test.dataSource.manager.findOneByOrFail(Enrolment, { editionId: room.edition.id, personId });
  const mark = async (personId: Id, status: 'present' | 'late' | 'absent', minutes: number | null = null) => {
    const known = await test.dataSource.manager.findOneBy(AttendanceMark, { sessionId: room.session.id, personId });
    await test.app.get(RegisterService).save(marker, room.session.id, { marks: [{ personId, version: known?.version ?? 0, status, minutes, reason: null }], complete: true });
  };

  it('draws everybody the first time, and says until when the facts hold', async () => {
    expect(await proof.check()).toEqual([]);
    expect(await test.app.get(FactsKeeper).asOf()).toBe(TEST_NOW);
    expect((await proof.drawn()).length).toBe(5);
  });

  it('knows who registers, with her post, and keeps nothing for what says nothing of anybody', async () => {
    kitchen = await village.organisation({ name: 'Comedor Las Flores', type: 'comedor popular', district: 'Villa El Salvador', sector: '3' });
    expect(await proof.check()).toEqual([]);
    [rosa, flor] = await village.people([
      { surnames: 'Quispe Huamán', givenNames: 'Rosa', birth: '1958', organisationId: kitchen, post: 'presidenta' },
      { surnames: 'Quispe Huaman', givenNames: 'Rosa', birth: '1958' },
    ]) as [Id, Id];
    expect((await proof.check()).sort()).toEqual([rosa, flor].sort());
    const { posts, registeredOn, birthYear, courses } = await proof.of(rosa);
    expect({ posts, registeredOn, birthYear, courses }).toEqual({
      posts: [{ organisationId: kitchen, type: 'soup_kitchen', district: 'Villa El Salvador', sector: '3', post: expect.any(String), board: true, from: null, until: null }],
      registeredOn: '2026-11-23', birthYear: 1958, courses: [],
    });
  });

  it('knows her diagnosis and the day of it in Lima, and each level', async () => {
    test.clock.travelTo(instantAt('2026-11-23', '23:30'));
    await test.app.get(DiagnosesService).complete(rosa, { access: ['computer'] } as never, { actor });
    expect(await proof.check()).toEqual([rosa]);
    expect((await proof.of(rosa)).diagnosedOn).toBe('2026-11-23');
    await test.app.get(PlacementsService).decide(rosa, { level: 0, reason: 'La vi trabajar' }, { actor });
    test.clock.travelTo(instantAt('2026-11-24', '00:10'));
    await test.app.get(PlacementsService).decide(rosa, { level: 1, reason: 'Sabe guardar' }, { actor });
    await proof.check();
    expect((await proof.of(rosa)).levels).toEqual([{ on: '2026-11-23', level: 0 }, { on: '2026-11-24', level: 1 }]);
  });

  it('knows who waits, gets a seat, and in which group', async () => {
    await test.unitOfWork.run((tx) => tx.insert(Enrolment, [{ id: newId(), editionId: room.edition.id, personId: rosa, centreId: test.centre.id, groupId: null, status: 'waiting', enrolledAt: tx.now }]), { actor });
    expect(await proof.check()).toEqual([rosa]);
    expect((await proof.of(rosa)).courses[0]).toMatchObject({ status: 'waiting', level: null, groupId: null, groupedOn: null, course: 1 });
    test.clock.advance(30 * HOUR);
    const { id } = await enrolmentOf(rosa);
    const coordinator = await test.signIn('coordinator');
    const moved = await coordinator.post(`/enrolments/${id}/move`, { group: room.group.id, reason: 'Hay lugar', agreed: 'yes' });
    expect(moved.status).toBe(303);
    expect(await proof.check()).toEqual([rosa]);
    expect((await proof.of(rosa)).courses[0]).toMatchObject({ status: 'enrolled', level: 0, groupId: room.group.id, enrolledOn: '2026-11-24', groupedOn: '2026-11-25' });
  });

  it('knows each mark, a mark set right, and leaves out a session that was cancelled', async () => {
    const other = room.people[0]?.id as Id;
    // She came before she had her seat: she stands in no list of that day, and was noted beside it.
    await test.unitOfWork.run((tx) => tx.insert(AttendanceMark, {
      id: newId(), sessionId: room.session.id, personId: rosa, centreId: test.centre.id, status: 'late', minutes: 20, reason: null,
      markedAt: tx.now, markedBy: marker.accountId, version: 1,
    }), { actor });
    await mark(other, 'absent');
    await proof.check();
    expect((await proof.of(rosa)).courses[0]?.marks).toEqual([['2026-11-23', room.session.id, 90, 70, 1]]);
    expect((await proof.of(other)).courses[0]?.marks).toEqual([['2026-11-23', room.session.id, 90, 0, 0]]);
    await mark(other, 'present');
    expect(await proof.check()).toEqual([other]);
    expect((await proof.of(other)).courses[0]?.marks).toEqual([['2026-11-23', room.session.id, 90, 90, 1]]);
    const before = await test.dataSource.manager.findOneByOrFail(Session, { id: room.session.id });
    const cancelled = await test.unitOfWork.run((tx) => tx.update(Session, before, { cancelledAt: tx.now, cancelReason: 'Corte de luz' }), { actor });
    expect((await proof.check()).sort()).toEqual([rosa, other].sort());
    expect((await proof.of(rosa)).courses[0]?.marks).toEqual([]);
    await test.unitOfWork.run((tx) => tx.update(Session, cancelled, { cancelledAt: null, cancelReason: null }), { actor });
    await proof.check();
  });

  it('knows a group of another level, an edition that ends, and one that is taken up again', async () => {
    const group = await test.dataSource.manager.findOneByOrFail(LearningGroup, { id: room.group.id });
    await test.unitOfWork.run((tx) => tx.update(LearningGroup, group, { level: 1 }), { actor });
    expect((await proof.check()).length).toBe(6);
    await test.app.get(EditionsService).moveTo(test.centre.id, room.edition.id, 'closed', { actor });
    await proof.check();
    expect((await proof.of(rosa)).courses[0]).toMatchObject({ status: expect.stringMatching(/completed|enrolled/), level: 1 });
    await test.app.get(EditionsService).moveTo(test.centre.id, room.edition.id, 'running', { actor });
    await proof.check();
    expect((await proof.of(rosa)).courses[0]).toMatchObject({ status: 'enrolled', completedOn: null, endedOn: null });
  });

  it('knows her tests before and after, as the page of the edition does', async () => {
    const sat = (purpose: 'placement' | 'endline', finishedAt: number, level: 0 | 2, theta: number): Partial<PlacementTest> => ({
      id: newId(), personId: rosa, centreId: test.centre.id, mode: 'self', purpose, seed: 1, startedAt: finishedAt - HOUR, finishedAt, priorMean: 0, priorDeviation: 1,
      theta, deviation: 0.3, level, certainty: 0.9,
    });
    await test.unitOfWork.run((tx) => tx.insert(PlacementTest, [sat('placement', TEST_NOW, 0, -0.123456), sat('endline', TEST_NOW + HOUR, 2, 2)]), { actor });
    await proof.check();
    expect((await proof.of(rosa)).gains).toMatchObject([{ before: { level: 0, theta: -0.1235 }, after: null }]);
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(EndlineOpening, [{ id: newId(), editionId: room.edition.id, centreId: test.centre.id, openedAt: TEST_NOW + 2 * HOUR }]);
      await tx.insert(PlacementTest, [sat('endline', TEST_NOW + 3 * HOUR, 2, 1.5)]);
    }, { actor });
    expect(await proof.check()).toEqual([rosa]);
    expect((await proof.of(rosa)).gains).toMatchObject([{ courseCode: room.edition.courseCode, course: 1, after: { level: 2, theta: 1.5, on: '2026-11-23' } }]);
  });

  it('knows an hour of coaching once she came, and what it did', async () => {
    const { coaches } = await addCoachingCentre(test, { people: 0 });
    const book = await openRoom(test);
    const hour = await book({ coachId: coaches[0]?.id as Id, date: '2026-11-24', surnames: 'Aparte' });
    const hers = await test.unitOfWork.run((tx) => tx.update(Booking, hour, { personId: rosa }), { actor });
    expect(await proof.check()).toEqual([]);
    await test.unitOfWork.run((tx) => tx.update(Booking, hers, { status: 'done' }), { actor });
    expect(await proof.check()).toEqual([rosa]);
    await test.unitOfWork.run((tx) => tx.insert(CoachingOutcome, [{ id: newId(), bookingId: hour.id, centreId: test.centre.id, personId: rosa, confidenceBefore: 2, confidenceAfter: 4, skills: [], recordedAt: tx.now }]), { actor });
    await proof.check();
    expect((await proof.of(rosa)).coaching).toEqual([{ bookingId: hour.id, on: '2026-11-24', minutes: 45, before: 2, after: 4 }]);
  });

  it('knows that an organisation is of another type, and that a post ended', async () => {
    const before = await test.dataSource.manager.findOneByOrFail(Organisation, { id: kitchen });
    await test.app.get(OrganisationsService).change(kitchen, { ...before, type: 'milk_committee' }, options());
    expect(await proof.check()).toEqual([rosa]);
    expect((await proof.of(rosa)).posts[0]?.type).toBe('milk_committee');
    const [post] = await test.dataSource.query<{ id: Id }[]>('SELECT id FROM memberships WHERE person_id = ?', [rosa]);
    await test.app.get(MembershipsService).end(post?.id as Id, { until: '2026-11-24' }, options());
    await proof.check();
    expect((await proof.of(rosa)).posts[0]?.until).toBe('2026-11-24');
    await test.app.get(MembershipsService).remove(post?.id as Id, 2, options());
    await proof.check();
    expect((await proof.of(rosa)).posts).toEqual([]);
  });

  it('keeps one person of two records, with what both had, and nobody of the one that went', async () => {
    await test.app.get(PlacementsService).decide(flor, { level: 2, reason: 'Escribió una carta' }, { actor });
    await proof.check();
    const version = async (id: Id): Promise<number> => (await test.dataSource.manager.findOneByOrFail(Person, { id })).version;
    await test.app.get(MergingService).merge({ keptId: flor, mergedId: rosa }, {}, { kept: await version(flor), merged: await version(rosa) }, options());
    expect((await proof.check()).sort()).toEqual([rosa, flor].sort());
    await expect(proof.of(rosa)).rejects.toThrow();
    const { levels, courses, coaching } = await proof.of(flor);
    expect([levels.length, courses.length, coaching.length]).toEqual([3, 1, 1]);
  });

  it('takes the learner of the one that went along, where only she was known at a centre', async () => {
    const elsewhere = await test.addCentre('Lurín');
    const [stays, goes] = await village.people([{ surnames: 'Mamani', givenNames: 'Ana', birth: '1970' }, { surnames: 'Mamani', givenNames: 'Ana', birth: '1970' }]) as [Id, Id];
    await test.unitOfWork.run((tx) => tx.insert(Learner, [{ id: newId(), personId: goes, centreId: elsewhere.id, kind: 'leader', registeredAt: tx.now }]), { actor });
    await proof.check();
    await test.app.get(MergingService).merge({ keptId: stays, mergedId: goes }, {}, { kept: 1, merged: 1 }, options());
    expect((await proof.check()).sort()).toEqual([stays, goes].sort());
    expect((await proof.drawn()).filter(({ personId }) => personId === stays)).toHaveLength(2);
  });

  it('knows who withdrew, from which group, and who came back', async () => {
    const { id } = await enrolmentOf(flor);
    await test.app.get(EnrolmentsService).withdraw(test.centre.id, id, 'Se mudó', { actor });
    expect(await proof.check()).toEqual([flor]);
    expect((await proof.of(flor)).courses[0]).toMatchObject({ status: 'withdrawn', groupId: room.group.id, level: 1, groupedOn: '2026-11-25', endedOn: '2026-11-25' });
    test.clock.advance(72 * HOUR);
    await test.app.get(EnrolmentsService).bringBack(test.centre.id, id, { actor });
    await proof.check();
    expect((await proof.of(flor)).courses[0]).toMatchObject({ groupedOn: '2026-11-25', endedOn: null });
  });
});
