import { FACES } from '../coaching/note.form.js';

/** When an edition is asked about: as it begins, and when it is over. */
export const MOMENTS = ['start', 'end'] as const;
export type Moment = (typeof MOMENTS)[number];

/** She herself at a screen, or the staff from a sheet of paper. */
export const SURVEY_WAYS = ['self', 'paper'] as const;
export type SurveyWay = (typeof SURVEY_WAYS)[number];

/** One of the five faces that coaching's notes have as well, from the unhappiest to the happiest. */
export type Face = (typeof FACES)[number];

/** What is asked with faces, and the columns that keep it. */
export const FACE_QUESTIONS = { confidence: 'confidence', course: 'courseFace', trainer: 'trainerFace', hours: 'hoursFace' } as const;
export type FaceQuestion = keyof typeof FACE_QUESTIONS;
export type Question = FaceQuestion | 'comment';

/** What is asked at a moment, in order. */
export const QUESTIONS: Readonly<Record<Moment, readonly Question[]>> = { start: ['confidence'], end: ['confidence', 'course', 'trainer', 'hours', 'comment'] };

export function momentFrom(asked: unknown): Moment | null {
  return MOMENTS.find((moment) => moment === asked) ?? null;
}

/** 1 to 5; null for anything else. */
export function faceFrom(asked: unknown): Face | null {
  return FACES.find((face) => String(face) === asked) ?? null;
}

export function isFaceQuestion(question: Question): question is FaceQuestion {
  return question !== 'comment';
}
