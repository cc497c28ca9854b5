import { parseArgs } from 'node:util';
import { UsageError } from '../shared/kernel/usage-error.js';
import { itemBank } from './item-bank.js';
import { DIAGNOSIS_CORRELATION } from './prior.js';
import { simulateGain, type GainFigures } from './gain-simulation.js';
import { itemsFor, type TestForm } from './test-forms.js';
import { simulatePlacement } from './simulation.js';
import type { SimulationFigures, SimulationOptions } from './simulation.js';

/** All that one run measures: the plain test first, as its own figures, then what it is to be compared with. */
export interface SimulationReport extends SimulationFigures {
  seed: number;
  /** With a diagnosis known beforehand that correlates 0.6 with θ. */
  withPrior: SimulationFigures;
  /** The same 20 items for everybody. */
  fixedTest: SimulationFigures;
  /** The form of the application's own bank whose items these are: A is taken before a course, B after it. */
  form: TestForm;
  /** That form in place of the simulated bank, without and with a diagnosis. */
  ownBank: SimulationFigures;
  ownBankWithPrior: SimulationFigures;
  /** Form B alone: what the tests before and after a course say of learners who gained so much. */
  gains: GainFigures[];
}

const FIXED_LENGTH = 20;
const MOST_LEARNERS = 200_000;

/** True gains, in levels, at which the pair of tests is measured. */
const GAINS = [0, 0.5, 1, 1.5];

/**
 * Measures the placement test on simulated learners.
 *
 * @param words `--learners N` (3000 unless told), `--seed N` (7 unless told), `--form A|B` (A unless told), `--json`
 * @returns a table in words, or JSON
 * @throws UsageError when a word is not understood
 */
export async function run(words: string[]): Promise<string> {
  const { learners, seed, form, json } = understood(words);
  const report = measure(learners, seed, form);
  return json ? JSON.stringify(report, null, 2) : inWords(report);
}

/** Runs each comparison with the same learners' number and seed. */
export function measure(learners: number, seed: number, form: TestForm = 'A'): SimulationReport {
  const simulate = (options: Partial<SimulationOptions> = {}): SimulationFigures => simulatePlacement({ learners, seed, ...options });
  const { items: all } = itemBank();
  const [before, after] = [itemsFor('placement', all, new Set()), itemsFor('endline', all, new Set())];
  const items = form === 'A' ? before : after;
  return {
    seed,
    form,
    ...simulate(),
    withPrior: simulate({ priorCorrelation: DIAGNOSIS_CORRELATION }),
    fixedTest: simulate({ fixedLength: FIXED_LENGTH }),
    ownBank: simulate({ bank: items }),
    ownBankWithPrior: simulate({ bank: items, priorCorrelation: DIAGNOSIS_CORRELATION }),
    gains: form === 'A' ? [] : GAINS.map((gain) => simulateGain({ learners, seed, gain, before, after, priorCorrelation: DIAGNOSIS_CORRELATION })),
  };
}

function understood(words: string[]): { learners: number; seed: number; form: TestForm; json: boolean } {
  const given = parsed(words);
  const learners = Number(given.learners ?? 3000);
  const seed = Number(given.seed ?? 7);
  if (!Number.isInteger(learners) || learners < 1 || learners > MOST_LEARNERS) {
    throw new UsageError(`--learners takes a whole number from 1 to ${MOST_LEARNERS}`);
  }
  if (!Number.isSafeInteger(seed)) throw new UsageError('--seed takes a whole number');
  const form = given.form ?? 'A';
  if (form !== 'A' && form !== 'B') throw new UsageError('--form takes A or B');
  return { learners, seed, form, json: given.json ?? false };
}

function parsed(words: string[]): { learners?: string | undefined; seed?: string | undefined; form?: string | undefined; json?: boolean | undefined } {
  try {
    return parseArgs({
      args: words,
      options: { learners: { type: 'string' }, seed: { type: 'string' }, form: { type: 'string' }, json: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function inWords(report: SimulationReport): string {
  const rows: [string, SimulationFigures][] = [
    ['simulated bank', report], ['  with a diagnosis', report.withPrior], [`  ${FIXED_LENGTH} fixed items`, report.fixedTest],
    [`own bank, form ${report.form}`, report.ownBank], ['  with a diagnosis', report.ownBankWithPrior],
  ];
  const line = (cells: (string | number)[]): string => cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(12))).join('');
  return [
    `${report.learners} simulated learners, seed ${report.seed}`,
    line(['', 'items in it', 'exact', 'adjacent', 'mean items', 'p90 items']),
    ...rows.map(([name, figures]) => line([
      name, figures.bank, figures.exact.toFixed(3), figures.adjacent.toFixed(3), figures.meanItems.toFixed(1), figures.p90Items,
    ])),
    ...(report.gains.length > 0 ? ['', line(['true gain, in levels', 'measured', 'error', 'covered', 'said up', 'said down'])] : []),
    ...report.gains.map((one) => line([
      one.gain.toFixed(1), one.measured.toFixed(2), one.standardError.toFixed(2), one.covered.toFixed(3), one.up.toFixed(3), one.down.toFixed(3),
    ])),
  ].join('\n');
}
