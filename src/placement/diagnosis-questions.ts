import type { Access } from '../people/person-words.js';
import { BANDS, bandsOf, fromBands, type Availability, type Band } from '../shared/kernel/availability.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { DiagnosisSigns } from './prior.js';

/** One question of the survey: its answers are words of the catalogue under `diagnosis:questions.CODE.answers`. */
export interface Question {
  code: string;
  answers: readonly string[];
  /** Several answers may be ticked. */
  several: boolean;
}

const one = (code: string, ...answers: string[]): Question => ({ code, answers, several: false });
const many = (code: string, ...answers: string[]): Question => ({ code, answers, several: true });

/** The diagnosis of `domain.md`: access, use, purposes, wishes, obstacles, hours, cause. In the order in which it is asked. */
export const QUESTIONS: readonly Question[] = [
  one('computerAccess', 'none', 'elsewhere', 'home'),
  one('computerUse', 'never', 'sometimes', 'weekly', 'daily'),
  one('phone', 'none', 'basic', 'smart'),
  one('internetUse', 'never', 'sometimes', 'weekly', 'daily'),
  one('emailUse', 'none', 'with-help', 'alone'),
  many('purposes', 'family', 'news', 'procedures', 'writing', 'study', 'work', 'nothing'),
  many('wishes', 'computer', 'letters', 'internet', 'email', 'networks', 'procedures', 'organisation'),
  one('fear', 'much', 'some', 'none'),
  many('obstacles', 'time', 'cost', 'distance', 'children', 'shame', 'permission', 'nothing'),
  many('hours', ...Object.keys(BANDS)),
  one('cause', 'democracy', 'equity', 'markets'),
];

export type Answers = Record<string, string | string[]>;

/** Kept for a question that she would rather not answer. */
export const UNANSWERED = '-';

export function questionOf(code: string): Question | null {
  return QUESTIONS.find((question) => question.code === code) ?? null;
}

/** The first question that has not been put yet; null when all have. An interrupted diagnosis goes on there. */
export function nextQuestion(answers: Answers): Question | null {
  return QUESTIONS.find(({ code }) => answers[code] === undefined) ?? null;
}

/** The question before this one, to go back to; null for the first. */
export function questionBefore(code: string): Question | null {
  return QUESTIONS[QUESTIONS.findIndex((question) => question.code === code) - 1] ?? null;
}

/**
 * An answer as it is kept: only words that the question knows; `nothing` stands alone; none at all is `UNANSWERED`.
 * @param given what the form sent: nothing, a word, or several
 */
export function answerTo(question: Question, given: unknown): string | string[] {
  const words = [given].flat().filter((word): word is string => question.answers.includes(word as string));
  if (words.length === 0) return UNANSWERED;
  if (!question.several) return words[0] as string;
  const something = words.filter((word) => word !== 'nothing');
  return something.length > 0 ? [...new Set(something)] : words.slice(0, 1);
}

/**
 * What stands against the answers of the clerk's one page: none at all, or none but what the page had marked already, which
 * a stray press sends; or "nothing" beside something else, where only she can say which is meant.
 * @param known what was known before anybody was asked (`answersKnown`)
 */
export function diagnosisRefusals(body: Record<string, unknown>, known: Answers): Refusal[] {
  const [first] = QUESTIONS as [Question, ...Question[]];
  const given = Object.entries(answersFrom(body)).filter(([, answer]) => answer !== UNANSWERED);
  if (given.length === 0) return [{ field: first.code, reason: 'diagnosis:refusals.nothing-answered' }];
  if (given.every(([code, answer]) => sameWords(answer, known[code]))) return [{ field: first.code, reason: 'diagnosis:refusals.only-known' }];
  return QUESTIONS.filter(({ code, several }) => {
    const words = new Set([body[code]].flat());
    return several && words.has('nothing') && words.size > 1;
  }).map(({ code }) => ({ field: code, reason: 'diagnosis:refusals.nothing-and-more' }));
}

function sameWords(one: string | string[], other: string | string[] | undefined): boolean {
  return [one].flat().sort().join() === [other ?? []].flat().sort().join();
}

/** All answers of the clerk's one page; what she left out counts as not answered. */
export function answersFrom(body: Record<string, unknown>): Answers {
  return Object.fromEntries(QUESTIONS.map((question) => [question.code, answerTo(question, body[question.code])]));
}

/** What is known already, from a list or the desk, as answers: so that nobody is asked twice without seeing it. */
export function answersKnown({ availability, computerUse }: { availability: Availability | null; computerUse: ComputerUse | null }): Answers {
  const bands = availability === null ? [] : bandsOf(availability);
  return { ...(computerUse === null ? {} : { computerUse }), ...(bands.length === 0 ? {} : { hours: bands }) };
}

/** What the answers say about her skill, for the prior of the placement test. */
export function signsOf(answers: Answers): DiagnosisSigns {
  const purposes = answers.purposes;
  const single = (code: string): never => oneWord(answers[code]) as never;
  return {
    computerUse: single('computerUse'), computerAccess: single('computerAccess'), phone: single('phone'),
    internetUse: single('internetUse'), emailUse: single('emailUse'), fear: single('fear'),
    purposes: Array.isArray(purposes) ? purposes.filter((purpose) => purpose !== 'nothing').length : null,
  };
}

/** When she said that she can come; null when she did not say. */
export function availabilityFrom(answers: Answers): Availability | null {
  return Array.isArray(answers.hours) ? fromBands(answers.hours as Band[]) : null;
}

export type ComputerUse = 'never' | 'sometimes' | 'weekly' | 'daily';

export function computerUseFrom(answers: Answers): ComputerUse | null {
  return oneWord(answers.computerUse) as ComputerUse | null;
}

/**
 * How much access she has, for the gaps: `none` without a computer and a smartphone, `own` with a computer at home,
 * `some` in between; null when she was not asked.
 */
export function accessFrom(answers: Answers): Access | null {
  const computer = oneWord(answers.computerAccess);
  if (computer === null) return null;
  if (computer === 'home') return 'own';
  return computer === 'none' && oneWord(answers.phone) !== 'smart' ? 'none' : 'some';
}

function oneWord(answer: string | string[] | undefined): string | null {
  return typeof answer === 'string' && answer !== UNANSWERED ? answer : null;
}
