import { HALF } from '../activities/answer.js';

/** How a trainer marks a task of the checklist that she watched. */
export type ObservedMark = 'no' | 'with_help' | 'alone';

/** The marks of the observed checklist, in the coin of the activities; `estimate` knows what help means. */
export function scoreObserved(mark: ObservedMark): { score: number; outcome: ObservedMark; kept: null } {
  return { score: { no: 0, with_help: HALF, alone: 1 }[mark], outcome: mark, kept: null };
}
