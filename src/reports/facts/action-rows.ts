import type { Queryable } from '../../centres/centres.repository.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { AtCentre } from './fact-rows.js';
import type { ActionFacts, AnswerFacts } from './learner-facts.js';

export type ActionRow = AtCentre & ActionFacts;
export type AnswerRow = AtCentre & AnswerFacts;

/** Civic actions are not kept yet: when they are, they are read here and their table is followed (`affected-people.ts`). */
export function readActions(_source: Queryable, _personIds: readonly Id[]): Promise<ActionRow[]> {
  return Promise.resolve([]);
}

/** Surveys are not kept yet: when they are, their answers are read here and their tables are followed (`affected-people.ts`). */
export function readAnswers(_source: Queryable, _personIds: readonly Id[]): Promise<AnswerRow[]> {
  return Promise.resolve([]);
}
