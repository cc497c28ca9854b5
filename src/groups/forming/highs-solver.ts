import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Highs } from 'highs';
import loadHighs from 'highs';
import type { Column, LinearModel } from './linear-model.js';

export interface SolveOptions {
  /** Seconds after which it stops with the best found. */
  seconds: number;
  /** A solution to start from: some columns, by number. */
  start: Map<Column, number>;
  /** Whether fractions will do: quick, and its bound holds for whole numbers too. */
  relaxed: boolean;
  /** Told each better solution found, and now and then the bound. */
  onImproved(values: ArrayLike<number>): void;
  onBound(bound: number): void;
  /** Asked now and then; true stops the search. */
  stopped(): boolean;
}

export interface SolveResult {
  /** `stopped` by time or by request; `failed` when HiGHS gives no answer, so that what was known before stands. */
  status: 'optimal' | 'stopped' | 'failed';
  values: Float64Array | null;
  /** No solution has a smaller objective; -Infinity when nothing is known. */
  bound: number;
}

/** Solves a model whose objective takes whole values only. */
export type Solver = (model: LinearModel, options: SolveOptions) => SolveResult;

// The package declares its types as CommonJS and ships an ES module: what TypeScript calls `.default` is the import itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let compiling: Promise<WebAssembly.Module> | null = null;

/**
 * HiGHS as the engine compiled it, once a process. Threads that are given it share what the engine has made fast of it so
 * far, which the first search of a process waits a second for; a thread that compiles it itself begins anew.
 */
export function compiledHighs(): Promise<WebAssembly.Module> {
  compiling ??= readFile(createRequire(import.meta.url).resolve('highs/runtime')).then((bytes) => WebAssembly.compile(bytes)).catch((error: unknown) => {
    // The next search tries again.
    compiling = null;
    throw error;
  });
  return compiling;
}

let loading: Promise<Highs> | null = null;

/** Loads HiGHS, once a thread; its runs block the thread. @param compiled where another thread has compiled it */
export async function loadSolver(compiled?: WebAssembly.Module): Promise<Solver> {
  loading ??= load({ wasmModule: compiled ?? await compiledHighs() });
  const highs = await loading;
  return (model, options) => solve(highs, model, options);
}

function solve(highs: Highs, linear: LinearModel, options: SolveOptions): SolveResult {
  const { callbackType, modelStatus } = highs.constants;
  const data = linear.data();
  return highs.withModel(options.relaxed ? { ...data, integrality: undefined } : data, (model): SolveResult => {
    model.options.set({
      output_flag: false, time_limit: options.seconds,
      // Objectives are whole numbers: a solution less than one from the bound is the best.
      mip_rel_gap: 0, mip_abs_gap: 0.99,
      // On these models restarts cost more than they bring.
      mip_allow_restart: false,
    });
    if (options.start.size > 0 && !options.relaxed) {
      model.setSolution({ indices: [...options.start.keys()], values: [...options.start.values()] });
    }
    model.run({
      [callbackType.mipImprovingSolution](event) {
        if (event.data.mip_solution) options.onImproved(event.data.mip_solution);
        return undefined;
      },
      [callbackType.mipInterrupt](event) {
        if (event.data.mip_dual_bound !== undefined) options.onBound(event.data.mip_dual_bound);
        if (options.stopped()) event.interrupt();
        return undefined;
      },
    });
    const status = model.getModelStatus();
    if (status === modelStatus.optimal) {
      const bound = options.relaxed ? model.getObjectiveValue() : Number(model.info.get('mip_dual_bound'));
      return { status: 'optimal', values: model.getSolution().colValue, bound };
    }
    const stopped = status === modelStatus.timeLimit || status === modelStatus.interrupted;
    const known = stopped && !options.relaxed;
    return { status: stopped ? 'stopped' : 'failed', values: null, bound: known ? Number(model.info.get('mip_dual_bound')) : -Infinity };
  });
}
