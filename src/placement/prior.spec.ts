import fc from 'fast-check';
import { POPULATION } from './estimate.js';
import { priorFrom } from './prior.js';
import type { DiagnosisSigns } from './prior.js';

const frequency = fc.option(fc.constantFrom('never', 'sometimes', 'weekly', 'daily'));
const signs: fc.Arbitrary<DiagnosisSigns> = fc.record({
  computerUse: frequency, internetUse: frequency,
  computerAccess: fc.option(fc.constantFrom('none', 'elsewhere', 'home')),
  phone: fc.option(fc.constantFrom('none', 'basic', 'smart')),
  emailUse: fc.option(fc.constantFrom('none', 'with-help', 'alone')),
  purposes: fc.option(fc.nat({ max: 9 })),
  fear: fc.option(fc.constantFrom('much', 'some', 'none')),
} as never);

describe('priorFrom', () => {
  it('is the population when nothing was answered', () => {
    expect(priorFrom({})).toEqual(POPULATION);
    expect(priorFrom({ computerUse: null, emailUse: undefined })).toEqual(POPULATION);
  });

  it.each<[string, DiagnosisSigns, number, number]>([
    ['who never used any', { computerUse: 'never', computerAccess: 'none', phone: 'basic', internetUse: 'never', emailUse: 'none', purposes: 0, fear: 'much' }, -2, -1.5],
    ['who uses one now and then', { computerUse: 'sometimes', computerAccess: 'elsewhere', phone: 'smart', internetUse: 'sometimes', emailUse: 'none', purposes: 1, fear: 'some' }, -1.2, -0.5],
    ['who works at one', { computerUse: 'daily', computerAccess: 'home', phone: 'smart', internetUse: 'daily', emailUse: 'alone', purposes: 5, fear: 'none' }, 0.4, 0.8],
  ])('expects of one %s a plausible θ', (_, answers, from, to) => {
    const { mean, deviation } = priorFrom(answers);
    expect(mean).toBeGreaterThanOrEqual(from);
    expect(mean).toBeLessThanOrEqual(to);
    expect(deviation).toBeCloseTo(0.88, 2);
  });

  it('narrows with what was answered', () => {
    expect(priorFrom({ computerUse: 'never' }).deviation).toBeLessThan(POPULATION.deviation);
    expect(priorFrom({ computerUse: 'never' }).deviation).toBeGreaterThan(priorFrom({ computerUse: 'never', emailUse: 'none' }).deviation);
  });

  it('passes over words that it does not know', () => {
    expect(priorFrom({ computerUse: 'hourly' as never, purposes: Number.NaN, phone: 'toString' as never })).toEqual(POPULATION);
  });

  it('stays where a test can still correct it', () => {
    fc.assert(fc.property(signs, (answers) => {
      const { mean, deviation } = priorFrom(answers);
      return mean >= -2.3 - 1e-9 && mean <= 0.7 + 1e-9 && deviation >= 0.8799 && deviation <= POPULATION.deviation;
    }));
  });
});
