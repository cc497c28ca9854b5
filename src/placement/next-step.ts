import { seededRandom } from '../shared/kernel/random.js';
import { estimate, POPULATION } from './estimate.js';
import type { Estimate, Prior } from './estimate.js';
import { AREAS, chooseItem, eligibleItems, openingItems } from './item-choice.js';
import type { Candidate } from './item-choice.js';

/** One answer as the test remembers it: which item, and a score from 0 to 1 (an item that was left counts 0). */
export interface Answer {
  code: string;
  score: number;
}

/** All that decides what comes next. The same state gives the same step, today and after a power cut. */
export interface TestState<T extends Candidate> {
  /** Drawn once when the test begins and kept with it. */
  seed: number;
  prior?: Prior;
  bank: readonly T[];
  /** In the order in which they were given. */
  responses: readonly Answer[];
}

export interface StoppingRule {
  /** Stop when a level is at least this probable … */
  certainty: number;
  /** … but never before this many items: nobody is placed on the survey alone, and each area is touched twice. */
  fewest: number;
  /** Stop here in any case. */
  longest: number;
}

export const STOPPING_RULE: StoppingRule = { certainty: 0.8, fewest: 2 * AREAS.length, longest: 20 };

export interface ItemStep<T extends Candidate> {
  finished: false;
  item: T;
  /** 1 for the first item. */
  ordinal: number;
  estimate: Estimate;
}

export interface FinalStep {
  finished: true;
  because: 'certain' | 'longest' | 'no-items-left';
  items: number;
  estimate: Estimate;
}

export type Step<T extends Candidate> = ItemStep<T> | FinalStep;

/**
 * The next item, or the end of the test with its estimate. The application and the simulator both place people by
 * this function and nothing else. It is fully determined by the seed and the responses so far, so that an interrupted
 * test goes on at the very item where it stopped.
 *
 * A response to an item that the bank no longer holds says nothing about θ, yet counts towards the length.
 */
export function nextStep<T extends Candidate>(state: TestState<T>, rule: StoppingRule = STOPPING_RULE): Step<T> {
  const { items, ordered } = indexOf(state.bank);
  const known = state.responses.flatMap(({ code, score }) => {
    const item = items.get(code);
    return item ? [{ item, score }] : [];
  });
  const given = state.responses.length;
  const now = estimate(known, state.prior ?? POPULATION);
  const end = (because: FinalStep['because']): FinalStep => ({ finished: true, because, items: given, estimate: now });

  if (given >= rule.fewest && now.certainty >= rule.certainty) return end('certain');
  if (given >= rule.longest) return end('longest');
  const answered = new Set(state.responses.map(({ code }) => code));
  const pool = given === 0 ? openingItems(ordered, now.theta) : left(ordered, state.seed, answered);
  const item = chooseItem(pool, known.map((answered) => answered.item.area), now.theta, lot(state.seed, given));
  return item ? { finished: false, item, ordinal: given + 1, estimate: now } : end('no-items-left');
}

/** What may still be given; what this test was to do without only when nothing else is left. */
function left<T extends Candidate>(bank: readonly T[], seed: number, answered: ReadonlySet<string>): readonly T[] {
  const eligible = eligibleItems(bank, seed).filter(({ code }) => !answered.has(code));
  return eligible.length > 0 ? eligible : bank.filter(({ code }) => !answered.has(code));
}

interface Index<T extends Candidate> {
  items: ReadonlyMap<string, T>;
  /** In the order of their codes. */
  ordered: readonly T[];
}

const indexes = new WeakMap<readonly Candidate[], Index<Candidate>>();

/** The bank by its codes and in their order, kept for as long as the bank is: every step asks for it. */
function indexOf<T extends Candidate>(bank: readonly T[]): Index<T> {
  let index = indexes.get(bank) as Index<T> | undefined;
  if (!index) {
    index = { items: new Map(bank.map((item) => [item.code, item])), ordered: [...bank].sort((one, other) => (one.code < other.code ? -1 : 1)) };
    indexes.set(bank, index);
  }
  return index;
}

/** The chance used at one item: a stream of its own, so that it does not matter how the test got there. */
function lot(seed: number, given: number): () => number {
  return seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(given + 1, 0xc2b2ae35));
}
