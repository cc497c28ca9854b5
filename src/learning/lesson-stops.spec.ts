import { lessonState, placeIn, stopAt, stopsOf } from './lesson-stops.js';

const LESSON = { steps: [1, 2, 3, 4], practice: ['mouse', 'teclado'], questions: [1, 2, 3] } as never;

describe('the stops of a lesson', () => {
  it('are its steps, what is practised, its questions', () => {
    expect(stopsOf(LESSON).map(({ kind }) => kind)).toEqual(['step', 'step', 'step', 'step', 'practice', 'practice', 'question', 'question', 'question']);
  });

  it.each([
    [1, { kind: 'step', index: 0 }], [4, { kind: 'step', index: 3 }], [5, { kind: 'practice', code: 'mouse' }],
    [9, { kind: 'question', index: 2 }], [0, null], [10, null], [-1, null], [1.5, null], [Number.NaN, null],
  ])('number %p is %p', (number, stop) => {
    expect(stopAt(LESSON, number)).toEqual(stop);
  });

  it.each([[null, 1], [1, 1], [7, 7], [9, 9], [40, 9], [0, 1]])('she was at %p and goes on at %p', (step, place) => {
    expect(placeIn(LESSON, step)).toBe(place);
  });
});

describe('a lesson for a learner', () => {
  it.each([
    [false, null, 'closed'], [true, null, 'open'], [true, { finishedAt: null }, 'begun'], [false, { finishedAt: null }, 'begun'],
    [false, { finishedAt: 5 }, 'finished'],
  ] as const)('opened %p, progress %p: %s', (opened, progress, state) => {
    expect(lessonState(opened, progress)).toBe(state);
  });
});
