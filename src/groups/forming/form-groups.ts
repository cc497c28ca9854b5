import { setImmediate } from 'node:timers/promises';
import type { Arrangement } from './arrangement.js';
import { compareScores, scoresOf } from './arrangement.js';
import { arrangementFrom } from './start-groups.js';
import { plainBounds } from './bounds.js';
import type { FormingInput, FormingProgress, FormingStep, Proposal, StartGroup } from '../group-forming.js';
import { formingProblem, type FormingProblem } from './problem.js';
import { greedyArrangement } from './greedy.js';
import { loadSolver } from './highs-solver.js';
import { optimise } from './optimise.js';
import type { Bounds } from './proposal.js';
import { proposalOf } from './proposal.js';

export interface FormingRun {
  /** The groups that an earlier search found; none when there was none. */
  from?: readonly StartGroup[];
  /** Epoch milliseconds at which the search ends with the best so far. */
  deadline: number;
  /** HiGHS, where another thread has compiled it. */
  compiled?: WebAssembly.Module | undefined;
  onProgress(progress: FormingProgress): void;
  /** Asked now and then; true ends the search with the best so far. */
  cancelled(): boolean;
}

/** Reports of bounds alone come at most this often, in milliseconds. */
const REPORT_EVERY = 200;

/**
 * Forms groups in this thread: a greedy proposal at once, then the search for the best. Blocks between its steps, so
 * the application calls `proposeGroups`, which runs it in a worker. The input must have passed formingRefusals.
 */
export async function formGroups(input: FormingInput, run: FormingRun): Promise<Proposal> {
  const started = Date.now();
  const problem = formingProblem(input);
  const greedy = betterStart(problem, greedyArrangement(problem), run.from ?? []);
  const tell = (step: FormingStep, proposal: Proposal): void => run.onProgress({ step, proposal, milliseconds: Date.now() - started });
  const first = proposalOf(problem, greedy, plainBounds(problem, greedy), 'greedy');
  tell('greedy', first);
  if (first.status === 'optimal' || run.cancelled()) return first.status === 'optimal' ? first : { ...first, status: 'cancelled' };
  const statusNow = (): 'cancelled' | 'time-limit' => (run.cancelled() ? 'cancelled' : 'time-limit');
  let reported = { arrangement: greedy, at: 0 };
  const report = (step: FormingStep, arrangement: Arrangement, bounds: Bounds): void => {
    if (arrangement === reported.arrangement && Date.now() - reported.at < REPORT_EVERY) return;
    reported = { arrangement, at: Date.now() };
    tell(step, proposalOf(problem, arrangement, bounds, statusNow()));
  };
  const solver = await loadSolver(run.compiled);
  const found = await optimise(problem, greedy, {
    solver, report, deadline: run.deadline,
    stopped: () => run.cancelled(), breathe: async () => { await setImmediate(); },
  });
  return proposalOf(problem, found.arrangement, found.bounds, statusNow());
}

function betterStart(problem: FormingProblem, greedy: Arrangement, from: readonly StartGroup[]): Arrangement {
  const known = from.length > 0 ? arrangementFrom(problem, from) : null;
  return known && compareScores(problem, scoresOf(problem, known), scoresOf(problem, greedy)) >= 0 ? known : greedy;
}
