import type { Queryable } from '../centres/centres.repository.js';
import { isHeldSql } from '../organisations/membership-rules.js';
import type { PersonName } from '../people/person-names.js';
import type { Access, Sex } from '../people/person-words.js';
import { places } from '../shared/database/sql.js';
import type { Availability } from '../shared/kernel/availability.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { EnrolmentStatus } from './enrolment.entity.js';

/** The newest level of learner `l`, as the expression of a query. */
export const LEVEL_OF_LEARNER = `(SELECT x.level FROM placements x WHERE x.person_id = l.person_id AND x.centre_id = l.centre_id
  ORDER BY x.decided_at DESC, x.id DESC LIMIT 1)`;

/** Somebody enrolled in an edition, with all that forming groups and showing them asks. */
export interface EditionPerson extends PersonName {
  enrolmentId: Id;
  personId: Id;
  status: EnrolmentStatus;
  groupId: Id | null;
  waitingReason: string | null;
  enrolledAt: Instant;
  sex: Sex | null;
  birthDate: LocalDate | null;
  birthYear: number | null;
  access: Access | null;
  availability: Availability | null;
  level: Level | null;
  organisationId: Id | null;
  organisation: string | null;
  /** Another edition of the course in which she is enrolled or waits as well. */
  alsoIn: string | null;
}

/** Which people of which edition. */
export interface PeopleOfEdition {
  centreId: Id;
  editionId: Id;
  today: LocalDate;
  statuses?: readonly EnrolmentStatus[];
  /** False where nobody asks for whom they come: one query less. */
  organisations?: boolean;
}

/** Those enrolled in an edition, whoever enrolled first stands first. Two queries, whatever their number. */
export async function editionPeople(
  source: Queryable, { centreId, editionId, today, statuses = ['enrolled', 'waiting'], organisations: wanted = true }: PeopleOfEdition,
): Promise<EditionPerson[]> {
  const rows = await source.query<EditionPerson[]>(`
    SELECT e.id AS enrolmentId, e.person_id AS personId, e.status, e.group_id AS groupId, e.waiting_reason AS waitingReason,
      e.enrolled_at AS enrolledAt, p.surnames, p.given_names AS givenNames, p.sex, p.birth_date AS birthDate, p.birth_year AS birthYear,
      l.access, l.availability, ${LEVEL_OF_LEARNER} AS level, ${ALSO_IN} AS alsoIn
    FROM enrolments e JOIN persons p ON p.id = e.person_id
    LEFT JOIN learners l ON l.person_id = e.person_id AND l.centre_id = e.centre_id
    WHERE e.edition_id = ? AND e.centre_id = ? AND e.status IN (${places(statuses)})
    ORDER BY e.enrolled_at, p.sort_name, e.id`, [editionId, editionId, centreId, ...statuses]);
  const organisations = !wanted ? new Map<Id, { id: Id; name: string }>() : await mainOrganisations(source, { centreId, today }, {
    sql: 'SELECT person_id FROM enrolments WHERE edition_id = ?', params: [editionId],
  });
  return rows.map((row) => {
    const organisation = organisations.get(row.personId);
    return {
      ...row, enrolledAt: Number(row.enrolledAt), level: row.level === null ? null : Number(row.level) as Level,
      organisationId: organisation?.id ?? null, organisation: organisation?.name ?? null,
    };
  });
}

/**
 * The one organisation for which each of some people comes: that of a board's post before others, the newest first. One query.
 * @param people a query that gives the people's ids
 */
export async function mainOrganisations(
  source: Queryable, { centreId, today }: { centreId: Id; today: LocalDate }, people: { sql: string; params: readonly unknown[] },
): Promise<Map<Id, { id: Id; name: string }>> {
  const rows = await source.query<{ personId: Id; id: Id; name: string }[]>(`
    SELECT m.person_id AS personId, o.id, o.name
    FROM memberships m JOIN organisations o ON o.id = m.organisation_id
    WHERE o.centre_id = ? AND ${isHeldSql('m')} AND m.person_id IN (${people.sql})
    ORDER BY m.board, m.since, m.id`, [centreId, today, ...people.params]);
  // Later rows take the place of earlier ones, so that the last is the one that counts.
  return new Map(rows.map(({ personId, id, name }) => [personId, { id, name }]));
}

/**
 * The name of another edition of the same course, open or running, in which learner `l` is enrolled or waits; null where there is
 * none. The parameter is the edition.
 */
export const ALSO_IN = `(SELECT MIN(d.name) FROM enrolments w JOIN editions d ON d.id = w.edition_id JOIN editions here ON here.id = ?
  WHERE w.person_id = l.person_id AND w.status IN ('enrolled', 'waiting') AND d.id <> here.id AND d.course_code = here.course_code
    AND d.centre_id = here.centre_id AND d.status IN ('open', 'running'))`;

/** True of who is in no other such edition; the parameter is the edition. Whoever is in two is asked first which one she wants. */
export const IN_NO_OTHER = `${ALSO_IN} IS NULL`;

/** Those who have not had a seat in another edition of the same course; the parameter is the edition. Whoever repeats is enrolled one by one. */
export const NEW_TO_COURSE = `NOT EXISTS (SELECT 1 FROM enrolments had JOIN editions other ON other.id = had.edition_id
  WHERE had.person_id = l.person_id AND had.group_id IS NOT NULL
  AND other.course_code = (SELECT course_code FROM editions WHERE id = ?))`;

/**
 * Whether learner `l` is ready by what comes before: she took the course before (finished it, or came to a session of it),
 * or a trainer has placed her at the level to which it leads (the levels send level 3 straight to course 2). True where
 * none comes before. The parameter is the edition, twice.
 */
export const PREPARED = `CASE WHEN NOT EXISTS (SELECT 1 FROM editions e1 JOIN courses c1 ON c1.code = e1.course_code
    JOIN courses required ON required.code = c1.prerequisite_code WHERE e1.id = ? AND COALESCE(${LEVEL_OF_LEARNER}, -1) < required.level_reached) THEN 1
  WHEN EXISTS (SELECT 1 FROM enrolments took JOIN editions earlier ON earlier.id = took.edition_id
    WHERE took.person_id = l.person_id AND took.status IN ('enrolled', 'completed')
    AND earlier.course_code = (SELECT c2.prerequisite_code FROM editions e2 JOIN courses c2 ON c2.code = e2.course_code WHERE e2.id = ?)
    AND (took.status = 'completed' OR EXISTS (SELECT 1 FROM attendance_marks came JOIN sessions s ON s.id = came.session_id
      JOIN learning_groups g ON g.id = s.group_id
      WHERE came.person_id = l.person_id AND g.edition_id = earlier.id AND came.status IN ('present', 'late', 'left_early')))) THEN 1
  ELSE 0 END`;
