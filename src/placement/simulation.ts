import { normal, seededRandom } from '../shared/kernel/random.js';
import type { Random } from '../shared/kernel/random.js';
import { chance, CUTS, levelOf, POPULATION } from './estimate.js';
import type { Prior } from './estimate.js';
import { AREAS } from './item-choice.js';
import type { Area, Candidate } from './item-choice.js';
import { nextStep, STOPPING_RULE } from './next-step.js';
import type { FinalStep } from './next-step.js';

export interface SimulationOptions {
  /** How many learners to draw from the population. */
  learners: number;
  seed: number;
  /** How well the diagnosis tells θ beforehand, 0 to below 1; absent or 0: everybody starts from the population. */
  priorCorrelation?: number;
  /** For comparison: a test on paper, the same so many items of the bank, spread over their difficulty, for everybody. */
  fixedLength?: number;
  /** The items to place with; absent: a simulated bank of 60. */
  bank?: readonly Candidate[];
}

export interface SimulationFigures {
  learners: number;
  /** Items in the bank. */
  bank: number;
  /** Share placed in the level that they truly have, and share at most one level off. */
  exact: number;
  adjacent: number;
  meanItems: number;
  p90Items: number;
  /** Share of tests that ended because a level was certain enough. */
  certain: number;
  /** Correlation of estimate and truth, and root of the mean squared difference. */
  correlation: number;
  rmse: number;
  /** The share of learners who see the most used item, and the least used one: 1 and 0 would be no exposure control at all. */
  highestExposure: number;
  lowestExposure: number;
  /** The share of all items given that are of each skill area. */
  areas: Record<Area, number>;
  /** Of those truly in a level (row), how many were placed in each (column). */
  confusion: number[][];
}

interface Learner {
  theta: number;
  prior: Prior;
  end: FinalStep;
  seen: string[];
}

/**
 * Draws learners from the population, lets each sit the test that the application gives (`nextStep`), answering each
 * item with the model's own chance, and compares where they are placed with where they belong.
 * The same options give the same figures.
 */
export function simulatePlacement(options: SimulationOptions): SimulationFigures {
  const random = seededRandom(options.seed);
  const items = options.bank ?? simulatedBank(60, random);
  const bank = options.fixedLength === undefined ? items : spread(items, options.fixedLength);
  const learners = Array.from({ length: options.learners }, () => sitTest(options, bank, random));
  return figures(learners, bank);
}

/** How far the simulated difficulties go beyond the outer cuts. */
const MARGIN = 0.4;

/**
 * A bank as it is supposed to be: areas in turn; a around 1.4 (log-normal with a spread of 0.3, as is usual for such
 * banks); b spread evenly over the stretch where the levels part.
 */
export function simulatedBank(size: number, random: Random): Candidate[] {
  const spreads = standardised(Array.from({ length: size }, () => normal(random)));
  return spreads.map((z, i) => ({
    code: `S${String(i + 1).padStart(2, '0')}`,
    area: AREAS[i % AREAS.length] as Candidate['area'],
    a: Math.min(2.4, Math.max(0.7, 1.4 * Math.exp(0.3 * z))),
    b: CUTS[0] - MARGIN + ((CUTS[2] - CUTS[0] + 2 * MARGIN) * (i + random())) / size,
  }));
}

/** The same draws with a mean of 0 and a deviation of 1: no seed gets a better bank than another. */
function standardised(draws: readonly number[]): number[] {
  const centre = mean(draws);
  const deviation = Math.sqrt(mean(draws.map((draw) => (draw - centre) ** 2)));
  return draws.map((draw) => (draw - centre) / deviation);
}

/** So many items of the bank at even distances, the easiest first. */
function spread(bank: readonly Candidate[], length: number): Candidate[] {
  const ordered = [...bank].sort((one, other) => one.b - other.b);
  return Array.from({ length }, (_, i) => ordered[Math.floor(((i + 0.5) * ordered.length) / length)] as Candidate);
}

function sitTest(options: SimulationOptions, bank: readonly Candidate[], random: Random): Learner {
  const theta = normal(random, POPULATION.mean, POPULATION.deviation);
  const prior = knownBeforehand(theta, options.priorCorrelation ?? 0, random);
  const rule = options.fixedLength === undefined ? STOPPING_RULE
    : { certainty: Infinity, fewest: options.fixedLength, longest: options.fixedLength };
  return { theta, prior, ...sitThrough({ theta, prior, bank, rule }, random) };
}

/** One test from its first item to its end, each item answered with the model's own chance. */
export function sitThrough(
  { theta, prior, bank, rule = STOPPING_RULE }: { theta: number; prior: Prior; bank: readonly Candidate[]; rule?: typeof STOPPING_RULE }, random: Random,
): Pick<Learner, 'end' | 'seen'> {
  const seed = Math.floor(random() * 2 ** 32);
  const responses: { code: string; score: number }[] = [];
  for (;;) {
    const step = nextStep({ seed, prior, bank, responses }, rule);
    if (step.finished) return { end: step, seen: responses.map(({ code }) => code) };
    responses.push({ code: step.item.code, score: random() < chance(step.item, theta) ? 1 : 0 });
  }
}

/** What a diagnosis that correlates r with θ lets one believe: the regression of θ on it, and what it leaves open. */
export function knownBeforehand(theta: number, r: number, random: Random): Prior {
  if (r === 0) return POPULATION;
  const truth = (theta - POPULATION.mean) / POPULATION.deviation;
  const sign = r * truth + Math.sqrt(1 - r * r) * normal(random);
  return {
    mean: POPULATION.mean + r * sign * POPULATION.deviation,
    deviation: POPULATION.deviation * Math.sqrt(1 - r * r),
  };
}

function figures(learners: readonly Learner[], bank: readonly Candidate[]): SimulationFigures {
  const confusion = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const exposure = new Map(bank.map(({ code }) => [code, 0]));
  for (const { theta, end, seen } of learners) {
    const row = confusion[levelOf(theta)] as number[];
    row[end.estimate.level] = (row[end.estimate.level] ?? 0) + 1;
    for (const code of seen) exposure.set(code, (exposure.get(code) ?? 0) + 1);
  }
  const items = learners.map(({ end }) => end.items).sort((one, other) => one - other);
  const share = (test: (learner: Learner) => boolean): number => rounded(learners.filter(test).length / learners.length);
  return {
    learners: learners.length,
    bank: bank.length,
    exact: share(({ theta, end }) => levelOf(theta) === end.estimate.level),
    adjacent: share(({ theta, end }) => Math.abs(levelOf(theta) - end.estimate.level) <= 1),
    meanItems: rounded(mean(items)),
    p90Items: items[Math.ceil(items.length * 0.9) - 1] ?? 0,
    certain: share(({ end }) => end.because === 'certain'),
    correlation: rounded(correlation(learners.map(({ theta }) => theta), learners.map(({ end }) => end.estimate.theta))),
    rmse: rounded(Math.sqrt(mean(learners.map(({ theta, end }) => (end.estimate.theta - theta) ** 2)))),
    highestExposure: rounded(Math.max(...exposure.values()) / learners.length),
    lowestExposure: rounded(Math.min(...exposure.values()) / learners.length),
    areas: areaShares(bank, exposure),
    confusion,
  };
}

function areaShares(bank: readonly Candidate[], exposure: ReadonlyMap<string, number>): Record<Area, number> {
  const all = [...exposure.values()].reduce((sum, times) => sum + times, 0);
  const share = (area: Area): number => bank.filter((item) => item.area === area).reduce((sum, { code }) => sum + (exposure.get(code) ?? 0), 0) / all;
  return { devices: rounded(share('devices')), 'word-processing': rounded(share('word-processing')), internet: rounded(share('internet')) };
}

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const covariance = mean(xs.map((x, i) => (x - mx) * ((ys[i] as number) - my)));
  return covariance / Math.sqrt(mean(xs.map((x) => (x - mx) ** 2)) * mean(ys.map((y) => (y - my) ** 2)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
