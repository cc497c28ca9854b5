import { scoreObserved } from './observed-marks.js';

describe('scoreObserved', () => {
  it.each([['no', 0], ['with_help', 0.5], ['alone', 1]] as const)('%s counts %d', (mark, score) => {
    expect(scoreObserved(mark)).toEqual({ score, outcome: mark, kept: null });
  });
});
