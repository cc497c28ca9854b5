import fc from 'fast-check';
import { chance, CUTS, estimate, GRID, levelOf, POPULATION, posterior } from './estimate.js';
import type { Prior, ScoredItem } from './estimate.js';

const item = fc.record({
  a: fc.double({ min: 0.5, max: 2.5, noNaN: true }), b: fc.double({ min: -3, max: 2, noNaN: true }),
  help: fc.option(fc.double({ min: 0.2, max: 2, noNaN: true }), { nil: undefined }),
});
const response = fc.record({ item, score: fc.constantFrom(0, 0.5, 1) });
const responses = fc.array(response, { maxLength: 20 });
const prior = fc.record({
  mean: fc.double({ min: -2.3, max: 0.7, noNaN: true }), deviation: fc.double({ min: 0.88, max: 1.1, noNaN: true }),
});
const close = (one: number, other: number, by = 1e-9): boolean => Math.abs(one - other) < by;

describe('estimate', () => {
  it('is the prior before the first answer', () => {
    const before = estimate([]);
    expect(before.theta).toBeCloseTo(POPULATION.mean, 2);
    expect(before.deviation).toBeCloseTo(POPULATION.deviation, 2);
  });

  it('agrees with a posterior that can be worked out by hand', () => {
    // One item of a = 1.7 at the prior's mean: by symmetry a right and a wrong answer lie at the same distance.
    const one: ScoredItem = { item: { a: 1.7, b: POPULATION.mean }, score: 1 };
    const right = estimate([one]).theta - POPULATION.mean;
    const wrong = estimate([{ ...one, score: 0 }]).theta - POPULATION.mean;
    expect(right).toBeCloseTo(-wrong, 2);
    expect(estimate([{ ...one, score: 0.5 }]).theta).toBeCloseTo(POPULATION.mean, 2);
  });

  it.each([
    ['all wrong', 0, 0], ['all with help', 0.5, 1], ['all alone', 1, 3],
  ])('exists for %s', (_, score, level) => {
    const items = [-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1].map((b) => ({ item: { a: 1.5, b }, score }));
    expect(estimate(items).level).toBe(level);
  });

  it('has levels that sum to 1, and a deviation no wider than the prior’s', () => {
    fc.assert(fc.property(responses, prior, (given, believed) => {
      const { levels, certainty, level, deviation } = estimate(given, believed);
      return close(levels.reduce((sum, one) => sum + one, 0), 1) && certainty === Math.max(...levels)
        && levels[level] === certainty && deviation > 0 && deviation < 1.2;
    }));
  });

  it('has a posterior that sums to 1', () => {
    fc.assert(fc.property(responses, prior, (given, believed) => close(posterior(given, believed).reduce((sum, one) => sum + one, 0), 1)));
  });

  it('does not depend on the order of the answers', () => {
    const shuffle = responses.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })));
    fc.assert(fc.property(shuffle, ([given, other]) => close(estimate(given).theta, estimate(other).theta)));
  });

  it('never falls by a better answer: alone, with help, not done', () => {
    fc.assert(fc.property(responses, item, prior, (given, one, believed) => {
      const theta = (score: number): number => estimate([...given, { item: one, score }], believed).theta;
      return theta(1) > theta(0.5) && theta(0.5) > theta(0);
    }));
  });

  it('never falls by a right answer, nor rises by a wrong one', () => {
    fc.assert(fc.property(responses, item, prior, (given, one, believed) => {
      const before = estimate(given, believed).theta;
      const after = (score: number): number => estimate([...given, { item: one, score }], believed).theta;
      return after(1) >= before - 1e-9 && after(0) <= before + 1e-9;
    }));
  });

  it('rises with the prior', () => {
    fc.assert(fc.property(responses, prior, (given, believed: Prior) => (
      estimate(given, { ...believed, mean: believed.mean + 0.2 }).theta > estimate(given, believed).theta
    )));
  });

  it('makes more of a "no" that help could not mend than of a wrong answer', () => {
    const one = { a: 1.4, b: -1 };
    const theta = (help: number | undefined, score: number): number => estimate([{ item: { ...one, help }, score }]).theta;
    expect(theta(1, 0)).toBeLessThan(theta(undefined, 0));
    expect(theta(1, 1)).toBeCloseTo(theta(undefined, 1), 6);
    expect(theta(1, 0.5)).toBeLessThan(theta(undefined, 0.5));
  });

  it('takes a score out of bounds for the nearest that is not', () => {
    const one = { a: 1.4, b: -1 };
    expect(estimate([{ item: one, score: 7 }])).toEqual(estimate([{ item: one, score: 1 }]));
  });
});

describe('levels', () => {
  it.each([[-9, 0], [-1.51, 0], [-1.5, 1], [-0.5, 2], [0.49, 2], [0.5, 3], [9, 3]])('puts θ = %f in level %i', (theta, level) => {
    expect(levelOf(theta)).toBe(level);
  });

  it('have cuts that fall between the cells of the grid', () => {
    for (const cut of CUTS) expect(GRID.some((theta) => close(Math.abs(theta - cut), 0.05, 1e-6))).toBe(true);
    for (const cut of CUTS) expect(GRID.every((theta) => Math.abs(theta - cut) > 0.04)).toBe(true);
  });
});

describe('chance', () => {
  it('is a half where θ is the difficulty, and grows with θ', () => {
    expect(chance({ a: 1.4, b: -0.5 }, -0.5)).toBe(0.5);
    expect(chance({ a: 1.4, b: -0.5 }, 0.5)).toBeCloseTo(0.802, 3);
  });
});
