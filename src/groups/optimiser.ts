import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Refused } from '../shared/kernel/refusal.js';
import { formGroups } from './forming/form-groups.js';
import { compiledHighs } from './forming/highs-solver.js';
import { formingRefusals } from './forming-rules.js';
import type { FormingInput, FormingProgress, Proposal, StartGroup } from './group-forming.js';

export interface ProposeOptions {
  /** Told the greedy proposal at once, then each better one and each nearer bound. */
  onProgress?(progress: FormingProgress): void;
  /** When it is aborted the best proposal so far is given, with the status `cancelled`. */
  signal?: AbortSignal;
  /** Seconds in all; what the size of the input needs, up to 18, when it is left out. */
  seconds?: number;
  /** The groups that an earlier search found: this one never ends with worse. */
  from?: readonly StartGroup[];
}

/** What the worker is started with. */
export interface OptimiserTask {
  input: FormingInput;
  from: readonly StartGroup[];
  /** Epoch milliseconds: starting the thread counts as well. */
  deadline: number;
  /** HiGHS; without it the worker compiles it itself, once its first proposal is told. */
  compiled: WebAssembly.Module | undefined;
  /** One Int32: not 0 once the search is to end. The worker cannot hear messages while HiGHS runs, but it can read this. */
  stop: SharedArrayBuffer;
}

/** What the worker says. */
export type OptimiserMessage =
  | { kind: 'progress'; progress: FormingProgress }
  | { kind: 'done'; proposal: Proposal };

/** Milliseconds after its time before a worker that does not answer is ended. */
const GRACE = 3000;

/**
 * Proposes groups, in a worker thread, so that requests go on being answered. There is a proposal within a second, the best
 * found comes in the end. A worker that fails or hangs costs the bettering only: the last proposal it told stands.
 * @throws Refused when the input cannot give a proposal
 */
export async function proposeGroups(input: FormingInput, options: ProposeOptions = {}): Promise<Proposal> {
  const refusals = formingRefusals(input);
  if (refusals.length > 0) throw new Refused(...refusals);
  const seconds = options.seconds ?? secondsFor(input);
  const script = new URL('./optimiser.worker.js', import.meta.url);
  return existsSync(fileURLToPath(script)) ? runInWorker(script, input, seconds, options) : runHere(input, seconds, options);
}

/**
 * A search ends as soon as its proposal is proven the best: 60 learners and 9 hours take about a second of an idle processor.
 * Where others share it they get 8 all the same; 300 and 18 get 18, and with what is around it stay within 20.
 */
export function secondsFor({ learners, hours }: FormingInput): number {
  return Math.min(18, Math.max(8, (learners.length * hours.length) / 300));
}

/** In this thread: where the compiled worker is not there, as in tests that run the sources. */
async function runHere(input: FormingInput, seconds: number, { onProgress, signal, from = [] }: ProposeOptions): Promise<Proposal> {
  return formGroups(input, {
    from, deadline: Date.now() + seconds * 1000, cancelled: () => signal?.aborted ?? false, onProgress: (progress) => onProgress?.(progress),
  });
}

async function runInWorker(script: URL, input: FormingInput, seconds: number, { onProgress, signal, from = [] }: ProposeOptions): Promise<Proposal> {
  const deadline = Date.now() + seconds * 1000;
  const task: OptimiserTask = { input, from, deadline, compiled: await compiledHighs().catch(() => undefined), stop: new SharedArrayBuffer(4) };
  const stop = (): void => { Atomics.store(new Int32Array(task.stop), 0, 1); };
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    let last: Proposal | null = null;
    const finish = (proposal: Proposal | null, error: Error): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      void worker.terminate();
      if (proposal) resolve(proposal);
      else reject(error);
    };
    const timer = setTimeout(() => finish(last, new Error('the optimiser does not answer')), seconds * 1000 + GRACE);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    worker.on('message', (message: OptimiserMessage) => {
      if (message.kind === 'done') return finish(message.proposal, new Error('unreachable'));
      last = message.progress.proposal;
      onProgress?.(message.progress);
    });
    worker.on('error', (error) => finish(last, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => finish(last, new Error(`the optimiser ended with code ${code}`)));
  });
}
