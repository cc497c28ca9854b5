import { afterHelp, afterTrying, isAlone, isPractised, nextTask, NOT_TRIED, type TaskState } from './practice-rules.js';

const RIGHT = { score: 1, outcome: 'right' as const };
const PARTLY = { score: 0.5, outcome: 'partly' as const };
const WRONG = { score: 0, outcome: 'wrong' as const };
const state = (attempts: number, helps: number, outcome: TaskState['outcome'] = 'trying'): TaskState => ({ attempts, helps, outcome });

describe('a task of a practice', () => {
  it.each([
    ['right at once', NOT_TRIED, RIGHT, false, state(1, 0, 'done')],
    ['wrong at first', NOT_TRIED, WRONG, false, state(1, 0)],
    ['in part', NOT_TRIED, PARTLY, false, state(1, 0)],
    ['wrong twice brings a help', state(1, 0), WRONG, false, state(2, 1)],
    ['a help that she asked for is not doubled', state(1, 1), WRONG, false, state(2, 1)],
    ['wrong four times brings both', state(3, 1), WRONG, false, state(4, 2)],
    ['there are no more than two', state(9, 2), WRONG, false, state(10, 2)],
    ['right after helps', state(3, 2), RIGHT, false, state(4, 2, 'done')],
    ['left', state(1, 1), WRONG, true, state(1, 1, 'left')],
  ] as const)('%s', (_, before, scored, left, after) => {
    expect(afterTrying(before, scored, left)).toEqual(after);
  });

  it('gives its helps one by one', () => {
    expect(afterHelp(afterHelp(afterHelp(NOT_TRIED)))).toEqual(state(0, 2));
  });

  it.each([[state(5, 0, 'done'), true], [state(1, 1, 'done'), false], [state(1, 0, 'left'), false], [NOT_TRIED, false]])('%p was managed alone: %p', (task, alone) => {
    expect(isAlone(task)).toBe(alone);
  });
});

describe('a practice', () => {
  it.each([[0, 0, false], [0, 1, false], [1, 1, true], [0, 2, false], [1, 2, true], [0, 5, false], [3, 5, false], [4, 5, true], [5, 5, true]])(
    'with %p of %p tasks done counts: %p', (done, tasks, counts) => expect(isPractised(done, tasks)).toBe(counts));
});

describe('the next task', () => {
  it.each([
    [[], 3, 1], [[state(1, 0, 'done')], 3, 2], [[state(1, 0, 'done'), state(1, 0, 'left'), state(2, 1)], 3, 3],
    [[state(1, 0, 'done'), state(0, 0, 'left')], 2, null], [[undefined, state(1, 0, 'done')], 2, 1],
  ])('after %p of %p is %p', (states, tasks, next) => {
    expect(nextTask(states, tasks)).toBe(next);
  });
});
