import { gainOf, type Gain } from './gain.js';

describe('the gain between two tests', () => {
  it.each<[string, [number, number], [number, number], number, number, Gain['verdict']]>([
    ['a level and a half more', [-1, 0.3], [0.5, 0.4], 1.5, 0.5, 'up'],
    ['less than both errors explain', [-1, 0.3], [-0.2, 0.4], 0.8, 0.5, 'unclear'],
    ['as much as before', [0, 0.3], [0, 0.4], 0, 0.5, 'unclear'],
    ['clearly less', [1, 0.3], [-0.5, 0.4], -1.5, 0.5, 'down'],
    ['two tests without error', [0, 0], [0.1, 0], 0.1, 0, 'up'],
  ])('%s', (_, [theta, deviation], [laterTheta, laterDeviation], gain, standardError, verdict) => {
    const found = gainOf({ theta, deviation }, { theta: laterTheta, deviation: laterDeviation });
    expect(found.gain).toBeCloseTo(gain, 10);
    expect(found.standardError).toBeCloseTo(standardError, 10);
    expect([found.from, found.to].map((bound) => Math.round((bound - gain) * 1e6))).toEqual([-1, 1].map((side) => Math.round(side * 1.96 * standardError * 1e6) + 0));
    expect(found.verdict).toBe(verdict);
  });
});
