import fc from 'fast-check';
import { asShown, measuredDays, progress, standing, type Measured } from './target-rules.js';

const PROJECT = { startsOn: '2025-01-01' };
const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31' };

describe('a target', () => {
  it.each([
    ['of its days, over', false, '2027-03-31', { from: '2026-01-01', to: '2026-12-31' }], ['of its days, running', false, '2026-03-31', { from: '2026-01-01', to: '2026-03-31' }],
    ['from the beginning, over', true, '2027-03-31', { from: '2025-01-01', to: '2026-12-31' }], ['from the beginning, running', true, '2026-03-31', { from: '2025-01-01', to: '2026-03-31' }],
    ['of its days, to come', false, '2025-12-31', null], ['from the beginning, to come', true, '2025-12-31', null],
  ])('is held against the figure of its days as far as they are known: %s', (_, fromStart, until, days) => {
    expect(measuredDays({ ...YEAR, fromStart }, PROJECT, until)).toEqual(days);
  });

  it.each([['ratio', 63.994, 'reached'], ['ratio', 63.94, 'short'], ['mean', 63.994, 'short'], ['mean', 63.996, 'reached']] as const)('is reached by a %s of %d as it is shown: %s', (form, actual, state) => {
    expect(standing({ actual: asShown(actual, form), target: 64, baseline: null, descending: false, over: true }).state).toBe(state);
  });

  it.each<[string, Partial<Measured>, string, number | null]>([
    ['nothing moved', { actual: 64 }, 'unmoved', 0], ['half of the way', { actual: 67 }, 'on-the-way', 50], ['half of the way and no time left', { actual: 67, over: true }, 'missed', 50],
    ['it went back', { actual: 61 }, 'back', -50], ['just there', { actual: 70 }, 'reached', null], ['beyond it', { actual: 73 }, 'surpassed', 150],
    ['less was promised than there was', { baseline: 81, target: 80, actual: 79 }, 'short', null], ['the same and kept', { baseline: 81, target: 80, actual: 82 }, 'surpassed', null],
    ['no baseline', { baseline: null, actual: 60 }, 'short', null],
    ['less is better, half of the way', { baseline: 40, target: 20, actual: 30, descending: true }, 'on-the-way', 50], ['less is better, it got worse', { baseline: 40, target: 20, actual: 44, descending: true }, 'back', -20],
    ['less is better, beyond it', { baseline: 40, target: 20, actual: 10, descending: true }, 'surpassed', 150], ['less is better, no way down', { baseline: 20, target: 20, actual: 25, descending: true }, 'above', null],
  ])('weighs the way from a baseline of 64 to 70: %s', (_, more, state, share) => {
    expect(standing({ actual: 64, target: 70, baseline: 64, descending: false, over: false, ...more })).toEqual({ state, share });
  });

  it('is the same way whichever way is better, and in whatever unit', () => {
    const number = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(fc.property(number, number, number, fc.integer({ min: 1, max: 50 }), (actual, baseline, target, times) => {
      const found = progress(actual, baseline, target, false);
      expect(progress(-actual, -baseline, -target, true)).toBe(found);
      if (found !== null) expect(progress(actual * times, baseline * times, target * times, false)).toBeCloseTo(found, 6);
    }));
  });
});
