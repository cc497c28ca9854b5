import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { ORGANISATION_TYPES } from '../../src/organisations/organisation-types.js';
import { Learner } from '../../src/people/learner.entity.js';
import { foldedNames } from '../../src/people/register-people.js';
import { Person } from '../../src/people/person.entity.js';
import { IndicatorTarget } from '../../src/reports/framework/indicator-target.entity.js';
import { ProjectCentre } from '../../src/reports/framework/project-centre.entity.js';
import { ProjectIndicator } from '../../src/reports/framework/project-indicator.entity.js';
import { ProjectResult } from '../../src/reports/framework/project-result.entity.js';
import { Project } from '../../src/reports/framework/project.entity.js';
import type { Slice } from '../../src/reports/indicators/indicator.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, instantAt, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { TestApp } from '../helpers/app.js';
import { REFERENCE } from './reference-project.js';

/** What the evaluation of the reference project says; how many others came, and who completed, it does not say. */
const LEADERS = 623;
const OTHERS = 147;
const LEADERS_WHO_COMPLETED = 405;
const OTHERS_WHO_COMPLETED = 95;
const IN_COURSE_2 = 300;

/** Sessions of a course, and in a group. */
const SESSIONS = 5;
const GROUP = 20;

/** Of five sessions everybody comes to three, and one in five to a fourth: 64%. In course 2 everybody to one, and four in five to a second: 36%. */
const CAME = { C1: (place: number) => (place % 5 === 0 ? 4 : 3), C2: (place: number) => (place % 5 === 0 ? 1 : 2) };
const STARTS = { C1: '2011-06-06', C2: '2012-03-05' };
type CourseCode = keyof typeof CAME;

const KINDS = ['project', 'centre', 'room', 'organisation', 'person', 'learner', 'membership', 'edition', 'group', 'session', 'enrolment', 'mark', 'result', 'indicator', 'target', 'project-centre'] as const;

/** Always the same, so that a report says the same byte by byte wherever it is made. */
function idOf(kind: (typeof KINDS)[number], number: number): Id {
  return `01900000-0000-7000-8000-${KINDS.indexOf(kind).toString(16)}${number.toString(16).padStart(11, '0')}`;
}

export interface ReferenceCentre {
  centres: Centre[];
  projectId: Id;
}

/** Writes the two centres of the reference project as records, in a database that knows nothing of them, and the project that paid for them. */
export async function addReferenceCentre({ unitOfWork }: Pick<TestApp, 'unitOfWork'>): Promise<ReferenceCentre> {
  await loadCourses(unitOfWork);
  const centres = ['Villa El Salvador', 'Villa María del Triunfo'].map((name, index): Centre => ({
    id: idOf('centre', index), name, shortName: index === 0 ? 'VES' : 'VMT', district: name, address: null, phone: null, createdAt: 1, version: 1,
  }));
  await unitOfWork.run(async (tx) => {
    await tx.insert(Centre, centres);
    await tx.insert(Room, centres.map(({ id: centreId }, index) => ({ id: idOf('room', index), centreId, name: 'Sala de cómputo', version: 1 })));
    await addPeople(tx);
    await hold(tx, 'C1', LEADERS + OTHERS);
    await hold(tx, 'C2', IN_COURSE_2);
    await promise(tx);
  }, { actor: SYSTEM, deadline: 120_000 });
  return { centres, projectId: idOf('project', 0) };
}

/** The first are leaders; every other one comes to the other centre. */
const centreOf = (number: number): Id => idOf('centre', number % 2);

async function addPeople(tx: Tx): Promise<void> {
  const at = instantAt('2011-05-02', '10:00');
  const numbers = Array.from({ length: LEADERS + OTHERS }, (_, number) => number);
  await tx.insert(Person, numbers.map((number) => {
    const name = { surnames: `Quispe ${number}`, givenNames: 'Rosa' };
    return { id: idOf('person', number), ...name, ...foldedNames(name), birthYear: 1945 + (number % 45), sex: number % 10 < 8 ? 'female' as const : 'male' as const, createdAt: at, version: 1 };
  }));
  await tx.insert(Learner, numbers.map((number) => ({
    id: idOf('learner', number), personId: idOf('person', number), centreId: centreOf(number), kind: number < LEADERS ? 'leader' as const : 'member' as const,
    access: number % 3 === 0 ? 'none' as const : 'some' as const, registeredAt: at, version: 1,
  })));
  await tx.insert(Organisation, ORGANISATION_TYPES.slice(0, 6).map((type, index) => ({
    id: idOf('organisation', index), centreId: centreOf(index), name: `Organización ${index}`, searchName: `organizacion ${index}`, type, district: 'Villa El Salvador', createdAt: at, version: 1,
  })));
  await tx.insert(Membership, numbers.slice(0, LEADERS).map((number) => ({
    id: idOf('membership', number), personId: idOf('person', number), organisationId: idOf('organisation', number % 6), post: 'president', board: true, since: '2010-01-01', createdAt: at, version: 1,
  })));
}

/** A course at both centres, the first so many people in groups of twenty, with all its registers; who completed course 1 did so the day after. */
async function hold(tx: Tx, course: CourseCode, people: number): Promise<void> {
  const startsOn = STARTS[course];
  const endsOn = addDays(startsOn, 7 * SESSIONS);
  for (const centre of [0, 1]) {
    const members = Array.from({ length: people }, (_, number) => number).filter((number) => number % 2 === centre);
    const base = (course === 'C1' ? 0 : 2) + centre;
    const editionId = idOf('edition', base);
    const groups = Array.from({ length: Math.ceil(members.length / GROUP) }, (_, index) => ({ id: idOf('group', base * 100 + index), members: members.slice(index * GROUP, (index + 1) * GROUP) }));
    const of = { centreId: idOf('centre', centre), version: 1 };
    const createdAt = instantAt(addDays(startsOn, -3), '10:00');
    await tx.insert(Edition, [{ id: editionId, ...of, courseCode: course, name: `Curso ${course.slice(1)}`, startsOn, endsOn, feeCents: 1_000, status: 'closed', createdAt }]);
    await tx.insert(LearningGroup, groups.map(({ id }, index) => ({
      id, editionId, ...of, name: `Grupo ${index + 1}`, level: 0, roomId: idOf('room', centre), days: 1, startsAt: '10:00', endsAt: '12:00', capacity: GROUP, createdAt,
    })));
    await tx.insert(Enrolment, groups.flatMap((group) => group.members.map((number) => ({
      id: idOf('enrolment', base * 1_000 + number), editionId, ...of, personId: idOf('person', number), groupId: group.id, enrolledAt: createdAt,
      ...course === 'C1' && completed(number) ? { status: 'completed' as const, endedAt: instantAt(addDays(endsOn, 1), '10:00') } : { status: 'enrolled' as const },
    }))));
    for (const [index, group] of groups.entries()) await register(tx, { course, centreId: of.centreId, startsOn, base: (base * 100 + index) * SESSIONS }, group);
  }
}

function completed(number: number): boolean {
  return number < LEADERS ? number < LEADERS_WHO_COMPLETED : number < LEADERS + OTHERS_WHO_COMPLETED;
}

async function register(
  tx: Tx, { course, centreId, startsOn, base }: { course: CourseCode; centreId: Id; startsOn: LocalDate; base: number }, { id: groupId, members }: { id: Id; members: readonly number[] },
): Promise<void> {
  const sessions = Array.from({ length: SESSIONS }, (_, index) => ({ id: idOf('session', base + index), date: addDays(startsOn, 7 * index) }));
  await tx.insert(Session, sessions.map(({ id, date }, index) => ({
    id, groupId, centreId, ordinal: index + 1, date, startsAt: '10:00', endsAt: '12:00', registerSavedAt: instantAt(date, '12:00'), version: 1,
  })));
  await tx.insert(AttendanceMark, sessions.flatMap(({ id: sessionId, date }, session) => members.map((number) => ({
    id: idOf('mark', (base + session) * 1_000 + number), sessionId, personId: idOf('person', number), centreId, markedAt: instantAt(date, '12:00'), version: 1,
    status: session < CAME[course](Math.floor(number / 2)) ? 'present' as const : 'absent' as const,
  }))));
}

const PROMISED: readonly { code: string; slice?: Slice; title: string; form: 'count' | 'ratio'; target: number }[] = [
  { code: 'leaders-trained', title: 'Lideresas y líderes capacitados', form: 'count', target: 600 },
  { code: 'attendance', slice: { course: '1' }, title: 'Asistencia al curso 1', form: 'ratio', target: 80 },
  { code: 'attendance', slice: { course: '2' }, title: 'Asistencia al curso 2', form: 'ratio', target: 80 },
  { code: 'leaders-among-graduates', title: 'Lideresas y líderes entre quienes completaron', form: 'ratio', target: 75 },
];

async function promise(tx: Tx): Promise<void> {
  const projectId = idOf('project', 0);
  await tx.insert(Project, [{
    id: projectId, title: 'Red de Democracia Digital', funder: 'UNDEF', startsOn: REFERENCE.from, endsOn: REFERENCE.to, budgetCents: 82_500_000, status: 'running', createdAt: 1, version: 1,
  }]);
  await tx.insert(ProjectCentre, [0, 1].map((index) => ({ id: idOf('project-centre', index), projectId, centreId: idOf('centre', index) })));
  await tx.insert(ProjectResult, [
    { id: idOf('result', 0), projectId, kind: 'outcome', ordinal: 0, title: 'Usan internet por su cuenta', leadsToId: null, version: 1 },
    { id: idOf('result', 1), projectId, kind: 'output', ordinal: 0, title: 'Lideresas y líderes capacitados', leadsToId: idOf('result', 0), version: 1 },
  ]);
  await tx.insert(ProjectIndicator, PROMISED.map(({ code, slice = null, title, form }, ordinal) => ({
    id: idOf('indicator', ordinal), resultId: idOf('result', 1), ordinal, code, slice, title, form, unit: 'personas', level: 'individual' as const, criteria: ['effectiveness' as const],
    descending: false, baseline: 0, baselineOn: REFERENCE.from, baselineSource: 'Nadie todavía', baselineFrozenAt: 1, version: 1,
  })));
  await tx.insert(IndicatorTarget, PROMISED.map(({ target }, index) => ({
    id: idOf('target', index), indicatorId: idOf('indicator', index), startsOn: REFERENCE.from, endsOn: REFERENCE.to, fromStart: false, value: target, version: 1,
  })));
}
