import { normal, seededRandom } from '../shared/kernel/random.js';
import { POPULATION } from './estimate.js';
import { gainOf } from './gain.js';
import type { Candidate } from './item-choice.js';
import { knownBeforehand, sitThrough } from './simulation.js';

export interface GainOptions {
  learners: number;
  seed: number;
  /** What everybody truly gained between the tests, on the scale of θ, where a level is 1 wide. */
  gain: number;
  /** The items before and after the course. */
  before: readonly Candidate[];
  after: readonly Candidate[];
  /** How well the diagnosis, which both tests begin from, tells θ before the course. */
  priorCorrelation?: number;
}

export interface GainFigures {
  gain: number;
  /** The mean of the gains that the tests found. */
  measured: number;
  /** The mean of the standard errors that they gave for them. */
  standardError: number;
  /** The share of learners whose true gain lies in the interval given for it. */
  covered: number;
  /** The shares of whom more, and less, is said than the tests' errors explain. */
  up: number;
  down: number;
}

/** Lets learners sit the test before a course and, with so much more ability, the one after it. The same options give the same figures. */
export function simulateGain({ learners, seed, gain, before, after, priorCorrelation = 0 }: GainOptions): GainFigures {
  const random = seededRandom(seed);
  const found = Array.from({ length: learners }, () => {
    const theta = normal(random, POPULATION.mean, POPULATION.deviation);
    const prior = knownBeforehand(theta, priorCorrelation, random);
    const first = sitThrough({ theta, prior, bank: before }, random).end.estimate;
    return gainOf(first, sitThrough({ theta: theta + gain, prior, bank: after }, random).end.estimate);
  });
  const mean = (of: (one: (typeof found)[number]) => number): number => Math.round((10_000 * found.reduce((sum, one) => sum + of(one), 0)) / learners) / 10_000;
  return {
    gain, measured: mean((one) => one.gain), standardError: mean((one) => one.standardError),
    covered: mean(({ from, to }) => Number(from <= gain && gain <= to)),
    up: mean(({ verdict }) => Number(verdict === 'up')), down: mean(({ verdict }) => Number(verdict === 'down')),
  };
}
