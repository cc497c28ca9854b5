import type { Queryable } from '../../centres/centres.repository.js';
import { inChunks, places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';

/** A change that the trail tells of. */
export interface FollowedChange {
  entity: string;
  entityId: string;
  /** JSON of what was there before: whose the record was that is gone by now, or is somebody else's. */
  valuesBefore: string | null;
}

/** Records that belong to one person. */
const OF_PERSONS = [
  'learners', 'diagnoses', 'placements', 'placement_tests', 'memberships', 'enrolments', 'attendance_marks', 'bookings', 'coaching_outcomes',
  'civic_actions', 'survey_answers', 'charges', 'payments', 'receipts', 'waivers',
] as const;

/**
 * Whose facts a change of a record may change: for each table that facts are drawn from, the people of its records, to be
 * followed by a list of ids. What is taught, where and when is everybody's who was there; that somebody completed a
 * course stands in her enrolment. Courses leave no trail: they come with the program, see
 * `FACTS_FORMAT`. Nor do postings: each comes with its charge, payment or waiver.
 */
export const FOLLOWED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(OF_PERSONS.map((table) => [table, `SELECT t.person_id AS personId FROM ${table} t WHERE t.id IN`])),
  persons: 'SELECT t.id AS personId FROM persons t WHERE t.id IN',
  enrolment_moves: 'SELECT n.person_id AS personId FROM enrolment_moves t JOIN enrolments n ON n.id = t.enrolment_id WHERE t.id IN',
  organisations: 'SELECT m.person_id AS personId FROM memberships m WHERE m.organisation_id IN',
  editions: 'SELECT n.person_id AS personId FROM enrolments n WHERE n.edition_id IN',
  endline_openings: 'SELECT n.person_id AS personId FROM endline_openings t JOIN enrolments n ON n.edition_id = t.edition_id WHERE t.id IN',
  // Her level there may be that of a group which she has left since.
  learning_groups: 'SELECT n.person_id AS personId FROM learning_groups t JOIN enrolments n ON n.edition_id = t.edition_id WHERE t.id IN',
  receipt_voids: 'SELECT r.person_id AS personId FROM receipt_voids t JOIN receipts r ON r.id = t.receipt_id WHERE t.id IN',
  sessions: 'SELECT m.person_id AS personId FROM attendance_marks m WHERE m.session_id IN',
};

/** The people whose facts these changes may have changed. One query for each kind of record, and a few hundred records. */
export async function affectedPeople(source: Queryable, changes: readonly FollowedChange[]): Promise<Set<Id>> {
  const people = new Set(changes.flatMap(({ valuesBefore }) => formerOwner(valuesBefore)));
  for (const [table, select] of Object.entries(FOLLOWED)) {
    const ids = [...new Set(changes.filter(({ entity }) => entity === table).map(({ entityId }) => entityId))];
    for (const chunk of inChunks(ids)) {
      const rows = await source.query<{ personId: Id }[]>(`${select} (${places(chunk)})`, [...chunk]);
      for (const { personId } of rows) people.add(personId);
    }
  }
  return people;
}

function formerOwner(valuesBefore: string | null): Id[] {
  if (!valuesBefore?.includes('"personId"')) return [];
  const { personId } = JSON.parse(valuesBefore) as { personId?: Id };
  return personId ? [personId] : [];
}
