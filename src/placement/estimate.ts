import { LEVELS } from '../shared/kernel/levels.js';
import type { Level } from '../shared/kernel/levels.js';

/** What the two-parameter model needs to know of an item: discrimination (about 1.4) and difficulty on the scale of θ. */
export interface ItemParameters {
  a: number;
  b: number;
  /**
   * Only for tasks that a trainer watches and may help with: how much easier help makes them, on the scale of θ. Their
   * score is then one of three steps: 0 not even with help, between 0 and 1 with help, 1 alone.
   */
  help?: number | undefined;
}

/** An answered item: 0 not done or wrong, 1 done alone, between them done in part, or with help. */
export interface ScoredItem {
  item: ItemParameters;
  score: number;
}

/** What is believed before the first item: a normal distribution of θ. */
export interface Prior {
  mean: number;
  deviation: number;
}

export interface Estimate {
  /** Posterior mean (EAP) on the scale of θ. Never shown to anybody as it is. */
  theta: number;
  /** Posterior standard deviation. */
  deviation: number;
  /** Posterior probability of each of the four levels; they sum to 1. */
  levels: readonly [number, number, number, number];
  /** The most probable level, and how probable it is. */
  level: Level;
  certainty: number;
}

/** Where one level ends and the next begins: level k lies between CUTS[k-1] and CUTS[k]. */
export const CUTS: readonly [number, number, number] = [-1.5, -0.5, 0.5];

/** Those who come to the centres, before anything is known of them. */
export const POPULATION: Prior = { mean: -0.8, deviation: 1.1 };

const STEP = 0.1;
const LOWEST = -5.25;
const POINTS = 101;

/**
 * Midpoints of cells a tenth wide from -5.3 to 4.8. No cell straddles a cut, so a level's probability is a plain sum.
 */
export const GRID: readonly number[] = Array.from({ length: POINTS }, (_, i) => Math.round((LOWEST + i * STEP) * 100) / 100);

const CURVES = new WeakMap<ItemParameters, Float64Array>();
const GRID_LEVELS: readonly Level[] = GRID.map(levelOf);

/** The level that a θ lies in; a θ on a cut belongs to the upper level. */
export function levelOf(theta: number): Level {
  return CUTS.filter((cut) => theta >= cut).length as Level;
}

/**
 * Expected a posteriori estimate over the grid (Bock & Mislevy 1982, "Adaptive EAP estimation of ability in a
 * microcomputer environment", Applied Psychological Measurement 6, 431-444), under the two-parameter logistic model
 * (Birnbaum 1968). It exists for every pattern of answers, all right and all wrong included, and does not depend on
 * their order.
 *
 * A partly right answer enters as P^score · (1-P)^(1-score), the Bernoulli quasi-likelihood for fractions (Papke &
 * Wooldridge 1996, Journal of Applied Econometrics 11, 619-632). It is right about the mean, it favours a higher θ the
 * higher the score, and, as a fraction varies less than a coin of the same mean, it never claims more certainty than
 * the answers hold.
 *
 * A watched task is no such fraction: "no" says that even help was not enough, which is more than a wrong answer says.
 * Its three marks are the ordered categories of Samejima's graded response model (1969, Psychometrika Monograph 17),
 * with the thresholds b - help and b.
 *
 * @param responses what was answered, in any order
 * @param prior what was believed before
 */
export function estimate(responses: readonly ScoredItem[], prior: Prior = POPULATION): Estimate {
  return summarise(posterior(responses, prior));
}

/** @returns the probability of each point of GRID; they sum to 1 */
export function posterior(responses: readonly ScoredItem[], prior: Prior): number[] {
  const logs = GRID.map((theta) => -0.5 * ((theta - prior.mean) / prior.deviation) ** 2);
  for (const { item, score } of responses) {
    if (item.help === undefined) addFraction(logs, item, score);
    else addGrade(logs, item, item.help, score);
  }
  const highest = logs.reduce((most, log) => (log > most ? log : most));
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** ln of P^s (1-P)^(1-s) is s·z - ln(1 + e^z), where z = a(θ - b). */
function addFraction(logs: number[], item: ItemParameters, score: number): void {
  const slope = Math.min(1, Math.max(0, score)) * item.a;
  const curve = curveOf(item);
  for (let i = 0; i < POINTS; i += 1) logs[i] = (logs[i] as number) + (slope * ((GRID[i] as number) - item.b) - (curve[i] as number));
}

/** ln of: below the lower threshold, between the two, above the upper one. */
function addGrade(logs: number[], item: ItemParameters, help: number, score: number): void {
  for (const [i, theta] of GRID.entries()) {
    const alone = chance(item, theta);
    const withHelp = chance({ a: item.a, b: item.b - help }, theta);
    logs[i] = (logs[i] as number) + Math.log(score <= 0 ? 1 - withHelp : score >= 1 ? alone : withHelp - alone);
  }
}

/** The chance that somebody at θ does the item alone. */
export function chance(item: ItemParameters, theta: number): number {
  return 1 / (1 + Math.exp(-item.a * (theta - item.b)));
}

function summarise(weights: readonly number[]): Estimate {
  let theta = 0;
  const levels: [number, number, number, number] = [0, 0, 0, 0];
  weights.forEach((weight, i) => {
    theta += weight * (GRID[i] as number);
    levels[GRID_LEVELS[i] as Level] += weight;
  });
  const variance = weights.reduce((sum, weight, i) => sum + weight * ((GRID[i] as number) - theta) ** 2, 0);
  const level = LEVELS.reduce((best, candidate) => (levels[candidate] > levels[best] ? candidate : best));
  return { theta, deviation: Math.sqrt(variance), levels, level, certainty: levels[level] };
}

/** ln(1 + e^z) at each point of the grid, kept with the item: a test asks for the same curves again and again. */
function curveOf(item: ItemParameters): Float64Array {
  let curve = CURVES.get(item);
  if (!curve) {
    curve = Float64Array.from(GRID, (theta) => softplus(item.a * (theta - item.b)));
    CURVES.set(item, curve);
  }
  return curve;
}

/** ln(1 + e^z) without overflow. */
function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
