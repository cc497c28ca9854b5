import type { LessonContent } from '../courses/lesson-content.js';

/** Where a learner can be in a lesson, in its order: the steps, what is practised, the three questions. */
export type Stop =
  | { kind: 'step'; index: number }
  | { kind: 'practice'; code: string }
  | { kind: 'question'; index: number };

type Parts = Pick<LessonContent, 'steps' | 'practice' | 'questions'>;

/** Every stop of a lesson; the first one has the number 1. */
export function stopsOf({ steps, practice, questions }: Parts): Stop[] {
  return [
    ...steps.map((_, index): Stop => ({ kind: 'step', index })),
    ...practice.map((code): Stop => ({ kind: 'practice', code })),
    ...questions.map((_, index): Stop => ({ kind: 'question', index })),
  ];
}

/** @param number as a path gives it. @returns the stop, null for a number that the lesson has not */
export function stopAt(lesson: Parts, number: number): Stop | null {
  return stopsOf(lesson)[number - 1] ?? null;
}

/**
 * Where she goes on. A lesson that has become shorter since (a centre's own version, an upgrade) takes her to its last stop
 * and never beyond.
 *
 * @param step where she was; null before she began
 */
export function placeIn(lesson: Parts, step: number | null): number {
  return Math.min(Math.max(1, step ?? 1), stopsOf(lesson).length);
}

/** How a lesson stands for a learner. */
export type LessonState = 'closed' | 'open' | 'begun' | 'finished';

/** @param opened whether her group's trainer has opened it, or its session has come */
export function lessonState(opened: boolean, progress: { finishedAt: number | null } | null): LessonState {
  if (progress) return progress.finishedAt === null ? 'begun' : 'finished';
  return opened ? 'open' : 'closed';
}
