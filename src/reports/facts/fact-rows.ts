import { lengthOf } from '../../attendance/session-times.js';
import { minutesAttended, type MarkedSession } from '../../attendance/hours-attended.js';
import { attended } from '../../attendance/register-rules.js';
import type { Queryable } from '../../centres/centres.repository.js';
import type { EnrolmentStatus } from '../../groups/enrolment.entity.js';
import type { OrganisationType } from '../../organisations/organisation-types.js';
import type { TestPurpose } from '../../placement/placement-test.entity.js';
import { places } from '../../shared/database/sql.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { LocalDate, LocalTime } from '../../shared/kernel/local-date.js';
import type { LearnerFacts, MarkFacts } from './learner-facts.js';

/** A learner whose record was not merged into another. */
export interface LearnerRow extends Pick<LearnerFacts, 'learnerId' | 'personId' | 'centreId' | 'sex' | 'birthDate' | 'birthYear' | 'access' | 'kind'> {
  registeredAt: Instant;
}

/** What belongs to a person at a centre. */
export interface AtCentre {
  personId: Id;
  centreId: Id;
}

export interface DiagnosisRow extends AtCentre {
  completedAt: Instant;
}

export interface LevelRow extends AtCentre {
  id: Id;
  level: Level;
  decidedAt: Instant;
}

export interface PostRow extends AtCentre {
  id: Id;
  organisationId: Id;
  type: OrganisationType;
  district: string | null;
  sector: string | null;
  post: string;
  board: boolean;
  since: LocalDate | null;
  until: LocalDate | null;
}

/** A group as an enrolment or a move names it. */
export interface GroupRow {
  id: Id;
  level: Level;
  createdAt: Instant;
}

export interface EnrolmentRow extends AtCentre {
  id: Id;
  editionId: Id;
  courseCode: string;
  course: number;
  status: EnrolmentStatus;
  enrolledAt: Instant;
  endedAt: Instant | null;
  group: GroupRow | null;
  /** When the test at the end of the edition was opened. */
  endlineOpenedAt: Instant | null;
}

export interface MoveRow {
  id: Id;
  enrolmentId: Id;
  movedAt: Instant;
  from: GroupRow | null;
  to: GroupRow | null;
}

export interface MarkRow {
  personId: Id;
  editionId: Id;
  mark: MarkFacts;
}

/** A finished test that measured something, wherever she sat it: all stand on one scale. */
export interface TestRow {
  id: Id;
  personId: Id;
  purpose: TestPurpose;
  finishedAt: Instant;
  level: Level;
  theta: number;
}

export interface CoachingRow extends AtCentre {
  id: Id;
  on: LocalDate;
  minutes: number;
  before: number | null;
  after: number | null;
}

/** @param learnerIds whom nobody knows, or whose record was merged into another, is left out */
export async function readLearners(source: Queryable, learnerIds: readonly Id[]): Promise<LearnerRow[]> {
  const rows = await source.query<LearnerRow[]>(`
    SELECT l.id AS learnerId, l.person_id AS personId, l.centre_id AS centreId, p.sex, p.birth_date AS birthDate, p.birth_year AS birthYear,
      l.access, l.kind, l.registered_at AS registeredAt
    FROM learners l JOIN persons p ON p.id = l.person_id
    WHERE l.id IN (${places(learnerIds)}) AND p.merged_into_id IS NULL`, [...learnerIds]);
  return rows.map((row) => ({ ...row, birthYear: numberOrNull(row.birthYear), registeredAt: Number(row.registeredAt) }));
}

/** The first completed one of each centre. */
export async function readDiagnoses(source: Queryable, personIds: readonly Id[]): Promise<DiagnosisRow[]> {
  const rows = await source.query<DiagnosisRow[]>(`
    SELECT person_id AS personId, centre_id AS centreId, MIN(completed_at) AS completedAt FROM diagnoses
    WHERE person_id IN (${places(personIds)}) AND completed_at IS NOT NULL GROUP BY person_id, centre_id`, [...personIds]);
  return rows.map((row) => ({ ...row, completedAt: Number(row.completedAt) }));
}

export async function readLevels(source: Queryable, personIds: readonly Id[]): Promise<LevelRow[]> {
  const rows = await source.query<LevelRow[]>(`
    SELECT id, person_id AS personId, centre_id AS centreId, level, decided_at AS decidedAt FROM placements
    WHERE person_id IN (${places(personIds)})`, [...personIds]);
  return rows.map((row) => ({ ...row, level: Number(row.level) as Level, decidedAt: Number(row.decidedAt) }));
}

export async function readPosts(source: Queryable, personIds: readonly Id[]): Promise<PostRow[]> {
  const rows = await source.query<PostRow[]>(`
    SELECT m.id, m.person_id AS personId, o.centre_id AS centreId, m.organisation_id AS organisationId, o.type, o.district, o.sector,
      m.post, m.board, m.since, m.until
    FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id IN (${places(personIds)})`, [...personIds]);
  return rows.map((row) => ({ ...row, board: Boolean(Number(row.board)) }));
}

type Numbered<T> = { [K in keyof T]: T[K] extends number | null ? number | string | null : T[K] };

interface EnrolmentRead extends Numbered<Omit<EnrolmentRow, 'group'>> {
  groupId: Id | null;
  groupLevel: number | null;
  groupCreatedAt: number | string | null;
}

export async function readEnrolments(source: Queryable, personIds: readonly Id[]): Promise<EnrolmentRow[]> {
  const rows = await source.query<EnrolmentRead[]>(`
    SELECT n.id, n.person_id AS personId, e.centre_id AS centreId, n.edition_id AS editionId, e.course_code AS courseCode, c.ordinal AS course,
      n.status, n.enrolled_at AS enrolledAt, n.ended_at AS endedAt, o.opened_at AS endlineOpenedAt,
      n.group_id AS groupId, g.level AS groupLevel, g.created_at AS groupCreatedAt
    FROM enrolments n JOIN editions e ON e.id = n.edition_id JOIN courses c ON c.code = e.course_code
    LEFT JOIN learning_groups g ON g.id = n.group_id LEFT JOIN endline_openings o ON o.edition_id = n.edition_id
    WHERE n.person_id IN (${places(personIds)})`, [...personIds]);
  return rows.map(({ groupId, groupLevel, groupCreatedAt, ...row }) => ({
    ...row, course: Number(row.course), enrolledAt: Number(row.enrolledAt), endedAt: numberOrNull(row.endedAt),
    endlineOpenedAt: numberOrNull(row.endlineOpenedAt), group: groupOf(groupId, groupLevel, groupCreatedAt),
  }));
}

interface MoveRead {
  id: Id;
  enrolmentId: Id;
  movedAt: number | string;
  fromId: Id | null;
  fromLevel: number | null;
  fromCreatedAt: number | string | null;
  toId: Id | null;
  toLevel: number | null;
  toCreatedAt: number | string | null;
}

export async function readMoves(source: Queryable, personIds: readonly Id[]): Promise<MoveRow[]> {
  const rows = await source.query<MoveRead[]>(`
    SELECT m.id, m.enrolment_id AS enrolmentId, m.moved_at AS movedAt,
      m.from_group_id AS fromId, f.level AS fromLevel, f.created_at AS fromCreatedAt, m.to_group_id AS toId, t.level AS toLevel, t.created_at AS toCreatedAt
    FROM enrolments n JOIN enrolment_moves m ON m.enrolment_id = n.id
    LEFT JOIN learning_groups f ON f.id = m.from_group_id LEFT JOIN learning_groups t ON t.id = m.to_group_id
    WHERE n.person_id IN (${places(personIds)})`, [...personIds]);
  return rows.map(({ id, enrolmentId, movedAt, ...groups }) => ({
    id, enrolmentId, movedAt: Number(movedAt),
    from: groupOf(groups.fromId, groups.fromLevel, groups.fromCreatedAt), to: groupOf(groups.toId, groups.toLevel, groups.toCreatedAt),
  }));
}

interface MarkRead extends Pick<MarkedSession, 'status' | 'minutes'> {
  personId: Id;
  editionId: Id;
  sessionId: Id;
  on: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Of sessions that were not cancelled. */
export async function readMarks(source: Queryable, personIds: readonly Id[]): Promise<MarkRow[]> {
  const rows = await source.query<MarkRead[]>(`
    SELECT m.person_id AS personId, g.edition_id AS editionId, s.id AS sessionId, s.date AS "on", s.starts_at AS startsAt, s.ends_at AS endsAt,
      m.status, m.minutes
    FROM attendance_marks m JOIN sessions s ON s.id = m.session_id JOIN learning_groups g ON g.id = s.group_id
    WHERE m.person_id IN (${places(personIds)}) AND s.cancelled_at IS NULL`, [...personIds]);
  return rows.map(({ personId, editionId, sessionId, on, status, minutes, ...times }) => {
    const length = lengthOf(times);
    const there = minutesAttended({ status, minutes: numberOrNull(minutes), length });
    return { personId, editionId, mark: [on, sessionId, length, there, attended(status) ? 1 : 0] };
  });
}

export async function readTests(source: Queryable, personIds: readonly Id[]): Promise<TestRow[]> {
  const rows = await source.query<TestRow[]>(`
    SELECT id, person_id AS personId, purpose, finished_at AS finishedAt, level, theta FROM placement_tests
    WHERE person_id IN (${places(personIds)}) AND finished_at IS NOT NULL AND theta IS NOT NULL AND level IS NOT NULL`, [...personIds]);
  return rows.map((row) => ({ ...row, finishedAt: Number(row.finishedAt), level: Number(row.level) as Level, theta: Number(row.theta) }));
}

interface CoachingRead extends CoachingRow {
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Hours to which she came, as the effect of coaching counts them. */
export async function readCoaching(source: Queryable, personIds: readonly Id[]): Promise<CoachingRow[]> {
  const rows = await source.query<CoachingRead[]>(`
    SELECT b.id, b.person_id AS personId, b.centre_id AS centreId, b.date AS "on", b.starts_at AS startsAt, b.ends_at AS endsAt,
      o.confidence_before AS "before", o.confidence_after AS "after"
    FROM bookings b LEFT JOIN coaching_outcomes o ON o.booking_id = b.id
    WHERE b.person_id IN (${places(personIds)}) AND b.status IN ('arrived', 'done')`, [...personIds]);
  return rows.map(({ startsAt, endsAt, before, after, ...row }) => ({
    ...row, minutes: lengthOf({ startsAt, endsAt }), before: numberOrNull(before), after: numberOrNull(after),
  }));
}

function groupOf(id: Id | null, level: number | null, createdAt: number | string | null): GroupRow | null {
  return id === null || level === null || createdAt === null ? null : { id, level: Number(level) as Level, createdAt: Number(createdAt) };
}

export function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
