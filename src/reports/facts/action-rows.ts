import type { Queryable } from '../../centres/centres.repository.js';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import { numberOrNull, type AtCentre } from './fact-rows.js';
import type { ActionFacts, AnswerFacts } from './learner-facts.js';

export type ActionRow = AtCentre & ActionFacts;
export type AnswerRow = AtCentre & AnswerFacts;

/** Civic actions, but for those that cannot count as they stand. */
export async function readActions(source: Queryable, personIds: readonly Id[]): Promise<ActionRow[]> {
  const rows = await source.query<(Omit<ActionRow, 'proved'> & { review: string })[]>(`
    SELECT id AS actionId, person_id AS personId, centre_id AS centreId, done_on AS "on", kind, review FROM civic_actions
    WHERE person_id IN (${places(personIds)}) AND review <> 'wrong'`, [...personIds]);
  return rows.map(({ review, ...row }) => ({ ...row, proved: review === 'proved' }));
}

/** What was answered, of those who were willing. How satisfied somebody is, is how content she is with the course. */
export async function readAnswers(source: Queryable, personIds: readonly Id[]): Promise<AnswerRow[]> {
  const rows = await source.query<AnswerRow[]>(`
    SELECT a.id AS surveyId, a.person_id AS personId, a.centre_id AS centreId, a.edition_id AS editionId, e.course_code AS courseCode, c.ordinal AS course,
      a.answered_on AS "on", a.moment, a.confidence, a.course_face AS satisfaction
    FROM survey_answers a JOIN editions e ON e.id = a.edition_id JOIN courses c ON c.code = e.course_code
    WHERE a.person_id IN (${places(personIds)}) AND (a.confidence IS NOT NULL OR a.course_face IS NOT NULL)`, [...personIds]);
  return rows.map((row) => ({ ...row, course: Number(row.course), confidence: numberOrNull(row.confidence), satisfaction: numberOrNull(row.satisfaction) }));
}
