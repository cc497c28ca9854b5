import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { attended, type MarkStatus } from '../attendance/register-rules.js';
import type { Queryable } from '../centres/centres.repository.js';
import type { EditionStatus } from '../courses/edition-rules.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import { partTitle } from '../courses/taught-title.js';
import type { PersonName } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { USUAL_RULE, type CompletionAsked, type CompletionFigures } from './completion.js';
import { hoursOfModules, modulesTaken, practicesOfModules, type GroupModuleRow } from './modules-taken.js';

/** An edition as its certificates ask for it. */
export interface CertifiedEdition {
  id: Id;
  centreId: Id;
  name: string;
  status: EditionStatus;
  endsOn: LocalDate;
  courseCode: string;
  courseTitle: string;
  /** Of the whole course. */
  hours: number;
  centreName: string;
  rule: CompletionAsked;
  /** 0 while the edition goes by the usual rule. */
  ruleVersion: number;
  endlineOpenedAt: number | null;
  endlineClosed: boolean;
}

/** A certificate that somebody has, or had. */
export interface HeldCertificate {
  id: Id;
  serial: string;
  /** When and why it was revoked; null while it counts. */
  revoked: { at: Instant; reason: string } | null;
}

/** Somebody of an edition, and how she stands. */
export interface CompletionPerson extends PersonName {
  personId: Id;
  groupId: Id | null;
  groupName: string | null;
  figures: CompletionFigures;
  /** Of the modules that her group took: what a certificate says. */
  hours: number;
  /** The newest first. */
  certificates: HeldCertificate[];
}

/** Somebody's own way to a certificate. */
export interface OwnCompletion {
  edition: CertifiedEdition;
  person: CompletionPerson;
  /** Sessions of her group that were not cancelled and of which she has no mark yet. */
  toCome: number;
}

/** What certificates of an edition are given by. */
export interface CourseGround {
  edition: CertifiedEdition;
  practices: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How the people of an edition stand: a fixed number of queries, whatever their number. */
@Injectable()
export class CompletionRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly texts: LessonTextsRepository) {}

  /** One query. @param source the unit of work that asks, if one does @throws NotThere */
  edition(centreId: Id, id: Id, source: Queryable = this.dataSource): Promise<CertifiedEdition> {
    return certifiedEdition(source, centreId, id);
  }

  /** Two queries. @param source the unit of work that asks, if one does @throws NotThere */
  async ground(centreId: Id, editionId: Id, source: Queryable = this.dataSource): Promise<CourseGround> {
    const edition = await certifiedEdition(source, centreId, editionId);
    return { edition, practices: await this.texts.practicesByModule(centreId, edition.courseCode, source) };
  }

  /** How somebody stands in the course that she is in, or was in last. Seven queries. @returns null where there is none */
  async own(personId: Id, centreId: Id, today: LocalDate): Promise<OwnCompletion | null> {
    const [row] = await this.dataSource.query<EditionRow[]>(OWN_EDITION, [personId, centreId]);
    if (!row) return null;
    const edition = editionOf(row);
    const practices = await this.texts.practicesByModule(centreId, edition.courseCode);
    const person = (await completionPeople(this.dataSource, { edition, practices }, today)).find((one) => one.personId === personId);
    if (!person) return null;
    const [coming] = await this.dataSource.query<{ sessions: number | string }[]>(TO_COME, [person.groupId, personId]);
    return { edition, person, toCome: Number(coming?.sessions ?? 0) };
  }

  /** By surnames. Four queries. */
  people(ground: CourseGround, today: LocalDate): Promise<CompletionPerson[]> {
    return completionPeople(this.dataSource, ground, today);
  }
}

async function certifiedEdition(source: Queryable, centreId: Id, id: Id): Promise<CertifiedEdition> {
  const [row] = isId(id) ? await source.query<EditionRow[]>(EDITION, [id, centreId]) : [];
  if (!row) throw new NotThere('edition');
  return editionOf(row);
}

function editionOf(row: EditionRow): CertifiedEdition {
  const { attendanceShare, practiceShare, ruleVersion, endlineOpenedAt, endlineClosedAt, ...edition } = row;
  const rule = attendanceShare === null || practiceShare === null
    ? USUAL_RULE : { attendanceShare: Number(attendanceShare), practiceShare: Number(practiceShare) };
  return {
    ...edition, hours: Number(edition.hours), rule, ruleVersion: Number(ruleVersion ?? 0),
    endlineOpenedAt: endlineOpenedAt === null ? null : Number(endlineOpenedAt), endlineClosed: endlineClosedAt !== null,
  };
}

/** The same for a unit of work: everybody enrolled, and whoever has a certificate of the edition. Four queries. */
export async function completionPeople(source: Queryable, { edition, practices }: CourseGround, today: LocalDate): Promise<CompletionPerson[]> {
  const rows = await source.query<PersonRow[]>(PEOPLE, [edition.id, edition.id]);
  const marks = await source.query<MarkRow[]>(MARKS, [edition.id]);
  const taken = modulesTaken(await source.query<GroupModuleRow[]>(MODULES, [today, edition.id]));
  const rounds = await source.query<{ personId: Id; practiceCode: string }[]>(FINISHED, [edition.id]);
  const people = new Map<Id, CompletionPerson>();
  for (const row of rows) {
    const { personId, surnames, givenNames, groupId, groupName, certificateId, serial, revokedAt, revokedReason } = row;
    const modules = groupId === null ? undefined : taken.get(groupId);
    const wanted = practicesOfModules(practices, modules);
    const person = people.get(personId) ?? {
      personId, surnames, givenNames, groupId, groupName, hours: hoursOfModules(modules, edition.hours), certificates: [],
      figures: { held: 0, came: 0, practices: wanted.size, finished: rounds.filter((round) => round.personId === personId && wanted.has(round.practiceCode)).length },
    };
    if (certificateId !== null && serial !== null) {
      person.certificates.push({ id: certificateId, serial, revoked: revokedAt === null ? null : { at: Number(revokedAt), reason: revokedReason ?? '' } });
    }
    people.set(personId, person);
  }
  for (const { personId, status, sessions } of marks) {
    const figures = people.get(personId)?.figures;
    if (!figures) continue;
    figures.held += Number(sessions);
    if (attended(status)) figures.came += Number(sessions);
  }
  return [...people.values()];
}

type EditionRow = Omit<CertifiedEdition, 'rule' | 'ruleVersion' | 'endlineOpenedAt' | 'endlineClosed'> & {
  attendanceShare: number | null;
  practiceShare: number | null;
  ruleVersion: number | null;
  endlineOpenedAt: number | string | null;
  endlineClosedAt: number | string | null;
};

interface PersonRow extends PersonName {
  personId: Id;
  groupId: Id | null;
  groupName: string | null;
  certificateId: Id | null;
  serial: string | null;
  revokedAt: Instant | string | null;
  revokedReason: string | null;
}

interface MarkRow {
  personId: Id;
  status: MarkStatus;
  sessions: number | string;
}

const EDITIONS = `
  SELECT e.id, e.centre_id AS centreId, e.name, e.status, e.ends_on AS endsOn, e.course_code AS courseCode, ${partTitle('e.centre_id', 'c')} AS courseTitle, c.hours,
    x.name AS centreName,
    r.attendance_share AS attendanceShare, r.practice_share AS practiceShare, r.version AS ruleVersion, o.opened_at AS endlineOpenedAt, o.closed_at AS endlineClosedAt
  FROM editions e JOIN courses c ON c.code = e.course_code JOIN centres x ON x.id = e.centre_id
  LEFT JOIN completion_rules r ON r.edition_id = e.id
  LEFT JOIN endline_openings o ON o.edition_id = e.id`;

const EDITION = `${EDITIONS} WHERE e.id = ? AND e.centre_id = ?`;

const OWN_EDITION = `${EDITIONS} JOIN enrolments n ON n.edition_id = e.id
  WHERE n.person_id = ? AND e.centre_id = ? AND e.status IN ('running', 'closed') AND n.group_id IS NOT NULL AND n.status IN ('enrolled', 'completed')
  ORDER BY e.ends_on DESC, e.id DESC LIMIT 1`;

/** Whoever withdrew is left out, unless she has a certificate: that stays to be seen. */
const PEOPLE = `
  SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, n.group_id AS groupId, g.name AS groupName,
    c.id AS certificateId, c.serial, v.revoked_at AS revokedAt, v.reason AS revokedReason
  FROM enrolments n JOIN persons p ON p.id = n.person_id
  LEFT JOIN learning_groups g ON g.id = n.group_id
  LEFT JOIN certificates c ON c.edition_id = ? AND c.person_id = n.person_id
  LEFT JOIN certificate_revocations v ON v.certificate_id = c.id
  WHERE n.edition_id = ? AND (n.status IN ('enrolled', 'completed') OR c.id IS NOT NULL)
  ORDER BY p.sort_name, p.search_name, p.id, c.issued_at DESC, c.number DESC`;

const MARKS = `
  SELECT m.person_id AS personId, m.status, COUNT(*) AS sessions
  FROM learning_groups g JOIN sessions s ON s.group_id = g.id JOIN attendance_marks m ON m.session_id = s.id
  WHERE g.edition_id = ? AND s.cancelled_at IS NULL GROUP BY m.person_id, m.status`;

const TO_COME = `
  SELECT COUNT(*) AS sessions FROM sessions s WHERE s.group_id = ? AND s.cancelled_at IS NULL AND s.register_saved_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM attendance_marks m WHERE m.session_id = s.id AND m.person_id = ?)`;

const MODULES = `
  SELECT g.id AS groupId, g.module_code AS ownModule, own.hours AS ownHours, l.module_code AS taught, m.hours AS taughtHours
  FROM learning_groups g
  LEFT JOIN modules own ON own.code = g.module_code
  LEFT JOIN sessions s ON s.group_id = g.id AND s.cancelled_at IS NULL AND s.date <= ?
  LEFT JOIN lessons l ON l.code = s.lesson_code
  LEFT JOIN modules m ON m.code = l.module_code
  WHERE g.edition_id = ? GROUP BY g.id, g.module_code, own.hours, l.module_code, m.hours`;

const FINISHED = `
  SELECT DISTINCT r.person_id AS personId, r.practice_code AS practiceCode
  FROM enrolments n JOIN practice_rounds r ON r.person_id = n.person_id
  WHERE n.edition_id = ? AND r.practised_at IS NOT NULL`;
