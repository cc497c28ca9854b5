import { parseArgs } from 'node:util';
import { UsageError } from '../shared/kernel/usage-error.js';
import { itemBank } from './item-bank.js';
import { DIAGNOSIS_CORRELATION } from './prior.js';
import { itemsFor } from './test-forms.js';
import { simulatePlacement } from './simulation.js';
import type { SimulationFigures, SimulationOptions } from './simulation.js';

/** All that one run measures: the plain test first, as its own figures, then what it is to be compared with. */
export interface SimulationReport extends SimulationFigures {
  seed: number;
  /** With a diagnosis known beforehand that correlates 0.6 with θ. */
  withPrior: SimulationFigures;
  /** The same 20 items for everybody. */
  fixedTest: SimulationFigures;
  /** The form of the application's own bank that is taken before a course in place of the simulated one, without and with a diagnosis. */
  ownBank: SimulationFigures;
  ownBankWithPrior: SimulationFigures;
}

const FIXED_LENGTH = 20;
const MOST_LEARNERS = 200_000;

/**
 * Measures the placement test on simulated learners.
 *
 * @param words `--learners N` (3000 unless told), `--seed N` (7 unless told), `--json`
 * @returns a table in words, or JSON
 * @throws UsageError when a word is not understood
 */
export async function run(words: string[]): Promise<string> {
  const { learners, seed, json } = understood(words);
  const report = measure(learners, seed);
  return json ? JSON.stringify(report, null, 2) : inWords(report);
}

/** Runs each comparison with the same learners' number and seed. */
export function measure(learners: number, seed: number): SimulationReport {
  const simulate = (options: Partial<SimulationOptions> = {}): SimulationFigures => simulatePlacement({ learners, seed, ...options });
  const items = itemsFor('placement', itemBank().items, new Set());
  return {
    seed,
    ...simulate(),
    withPrior: simulate({ priorCorrelation: DIAGNOSIS_CORRELATION }),
    fixedTest: simulate({ fixedLength: FIXED_LENGTH }),
    ownBank: simulate({ bank: items }),
    ownBankWithPrior: simulate({ bank: items, priorCorrelation: DIAGNOSIS_CORRELATION }),
  };
}

function understood(words: string[]): { learners: number; seed: number; json: boolean } {
  const given = parsed(words);
  const learners = Number(given.learners ?? 3000);
  const seed = Number(given.seed ?? 7);
  if (!Number.isInteger(learners) || learners < 1 || learners > MOST_LEARNERS) {
    throw new UsageError(`--learners takes a whole number from 1 to ${MOST_LEARNERS}`);
  }
  if (!Number.isSafeInteger(seed)) throw new UsageError('--seed takes a whole number');
  return { learners, seed, json: given.json ?? false };
}

function parsed(words: string[]): { learners?: string | undefined; seed?: string | undefined; json?: boolean | undefined } {
  try {
    return parseArgs({
      args: words, options: { learners: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function inWords(report: SimulationReport): string {
  const rows: [string, SimulationFigures][] = [
    ['simulated bank', report], ['  with a diagnosis', report.withPrior], [`  ${FIXED_LENGTH} fixed items`, report.fixedTest],
    ['own bank', report.ownBank], ['  with a diagnosis', report.ownBankWithPrior],
  ];
  const line = (cells: (string | number)[]): string => cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(12))).join('');
  return [
    `${report.learners} simulated learners, seed ${report.seed}`,
    line(['', 'items in it', 'exact', 'adjacent', 'mean items', 'p90 items']),
    ...rows.map(([name, figures]) => line([
      name, figures.bank, figures.exact.toFixed(3), figures.adjacent.toFixed(3), figures.meanItems.toFixed(1), figures.p90Items,
    ])),
  ].join('\n');
}
