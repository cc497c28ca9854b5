import type { Scored } from '../activities/answer.js';

/** How a task of a round stands. */
export interface TaskState {
  attempts: number;
  helps: number;
  outcome: 'trying' | 'done' | 'left';
}

export const NOT_TRIED: TaskState = { attempts: 0, helps: 0, outcome: 'trying' };

/** The helps that a task has. */
export const MOST_HELPS = 2;

/** After so many tries without a help the next help comes by itself: nobody is left alone with a task. */
const TRIES_BEFORE_HELP = 2;

/** A task after she sent it: managed, left, or to be tried again. */
export function afterTrying(before: TaskState, scored: Pick<Scored, 'score' | 'outcome'>, left: boolean): TaskState {
  if (left) return { ...before, outcome: 'left' };
  const attempts = before.attempts + 1;
  if (scored.score >= 1) return { attempts, helps: before.helps, outcome: 'done' };
  const due = Math.floor(attempts / TRIES_BEFORE_HELP);
  return { attempts, helps: Math.min(MOST_HELPS, Math.max(before.helps, due)), outcome: 'trying' };
}

/** A task after she asked for a help. */
export function afterHelp(before: TaskState): TaskState {
  return { ...before, helps: Math.min(MOST_HELPS, before.helps + 1) };
}

/** How often she has sent a task or got a help in it: a page that knows of fewer is an old one. */
export function timesSent({ attempts, helps }: TaskState): number {
  return attempts + helps;
}

/** Managed without any help, whatever the number of tries. */
export function isAlone({ outcome, helps }: TaskState): boolean {
  return outcome === 'done' && helps === 0;
}

/** Whether a practice counts as practised, for progress and for certificates: all of its tasks were done but one, with helps or without. */
export function isPractised(done: number, tasks: number): boolean {
  return done >= Math.max(1, tasks - 1);
}

/** The number of the task that comes next, from 1; null when none is left. */
export function nextTask(states: readonly (TaskState | undefined)[], tasks: number): number | null {
  for (let index = 0; index < tasks; index += 1) {
    if ((states[index] ?? NOT_TRIED).outcome === 'trying') return index + 1;
  }
  return null;
}
