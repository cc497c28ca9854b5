import type { Edition } from '../courses/edition.entity.js';
import { addDays, daysBetween, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { FEWEST } from '../shared/kernel/small-cells.js';
import type { SurveyAnswer } from './survey-answer.entity.js';
import { FACE_QUESTIONS, isFaceQuestion, QUESTIONS, type Face, type Moment, type Question } from './survey-words.js';

/** Later than this after she began, how sure she feels is no longer how she came. */
const START_DAYS = 14;

/** So long after the course somebody is asked about it. */
const END_DAYS = 60;

/** An edition as somebody of one of its groups stands in it. */
export interface EditionStanding {
  startsOn: LocalDate;
  endsOn: LocalDate;
  closed: boolean;
  enrolledOn: LocalDate;
  /** The last session of her group that was not cancelled. */
  last: { date: LocalDate; endsAt: LocalTime } | null;
}

/** About which moment of an edition somebody of its groups is asked now; null for none. */
export function dueMoment({ startsOn, endsOn, closed, enrolledOn, last }: EditionStanding, today: LocalDate, time: LocalTime): Moment | null {
  const over = closed || (last !== null && (last.date < today || (last.date === today && last.endsAt <= time)));
  if (over) return daysBetween(last?.date ?? endsOn, today) <= END_DAYS ? 'end' : null;
  const began = enrolledOn > startsOn ? enrolledOn : startsOn;
  return startsOn <= today && daysBetween(began, today) < START_DAYS ? 'start' : null;
}

/** Where she goes on after a question; null after the last one. */
export function questionAfter(moment: Moment, question: Question): Question | null {
  const questions = QUESTIONS[moment];
  return questions[questions.indexOf(question) + 1] ?? null;
}

/** The first question without an answer: where she goes on when she comes back. */
export function questionToAsk(moment: Moment, answer: Pick<SurveyAnswer, 'confidence' | 'courseFace' | 'trainerFace' | 'hoursFace' | 'comment'> | null): Question {
  const open = QUESTIONS[moment].find((question) => (answer === null || answer[isFaceQuestion(question) ? FACE_QUESTIONS[question] : 'comment'] === null));
  return open ?? QUESTIONS[moment].at(-1) as Question;
}

/** Sheets of the end are filled in during the last days at the soonest. */
const LAST_DAYS = 7;

/** Why a sheet of paper cannot be entered for that day; none when it can. */
export function paperRefusals(
  moment: Moment, answeredOn: LocalDate, { startsOn, endsOn, status }: Pick<Edition, 'startsOn' | 'endsOn' | 'status'>, today: LocalDate,
): Refusal[] {
  if (answeredOn > today) return [{ field: 'answeredOn', reason: 'surveys:refusals.to-come' }];
  if (answeredOn < startsOn) return [{ field: 'answeredOn', reason: 'surveys:refusals.before' }];
  const early = moment === 'end' && status !== 'closed' && answeredOn < addDays(endsOn, -LAST_DAYS);
  return early ? [{ field: 'answeredOn', reason: 'surveys:refusals.not-over' }] : [];
}

/**
 * The answers that may be shown: in the order in which they were finished, only by whole fives. Who looks before and after
 * somebody has answered learns nothing of her: either all is as it was, or there are five answers more.
 * @param says whether an answer says what is to be shown at all
 */
export function answersToShow<T extends Pick<SurveyAnswer, 'id' | 'finishedAt'>>(answers: readonly T[], says: (answer: T) => boolean): T[] {
  const finished = answers.filter((answer) => answer.finishedAt !== null && says(answer))
    .sort((a, b) => Number(a.finishedAt) - Number(b.finishedAt) || (a.id < b.id ? -1 : 1));
  return finished.slice(0, finished.length - finished.length % FEWEST);
}

/** How the answers to one question are spread over the faces. */
export interface Spread {
  /** For each face, the first to the fifth. */
  counts: number[];
  answered: number;
  /** Null without an answer. */
  mean: number | null;
}

export function spreadOf(faces: readonly (Face | null)[]): Spread {
  const given = faces.filter((face) => face !== null);
  const counts = [1, 2, 3, 4, 5].map((face) => given.filter((one) => one === face).length);
  return { counts, answered: given.length, mean: given.length === 0 ? null : given.reduce<number>((sum, face) => sum + face, 0) / given.length };
}

/** How sure the same people felt at the start and at the end, by whole fives of them; null where too few said both. */
export function changeOf(
  answers: readonly Pick<SurveyAnswer, 'id' | 'personId' | 'moment' | 'confidence' | 'finishedAt'>[],
): { people: number; before: number; after: number } | null {
  const starts = new Map(answers.filter(({ moment }) => moment === 'start').map((answer) => [answer.personId, answer]));
  const pairs = answers.flatMap((end) => {
    const start = starts.get(end.personId);
    if (end.moment !== 'end' || end.confidence === null || end.finishedAt === null || !start || start.confidence === null || start.finishedAt === null) return [];
    // Her sheet of the start may come in last.
    return [{ id: end.id, before: start.confidence, after: end.confidence, finishedAt: Math.max(start.finishedAt, end.finishedAt) }];
  });
  const both = answersToShow(pairs, () => true);
  if (both.length === 0) return null;
  const mean = (side: 'before' | 'after'): number => both.reduce((sum, one) => sum + one[side], 0) / both.length;
  return { people: both.length, before: mean('before'), after: mean('after') };
}
