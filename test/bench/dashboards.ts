import type { ChildProcess } from 'node:child_process';
import { fetched, percentile, usage, type Target } from './measure.js';

/** A dashboard as one person sees it who asks for it, and asks again. */
export interface DashboardFigures {
  name: string;
  /** Milliseconds of the very first request. */
  first: number;
  p50: number;
  queries: number;
  failed: number;
}

const TIMES = 25;

/** Asks for pages one after the other on one connection, in a server that nobody has asked for them before. */
export async function measureDashboards(server: { process: ChildProcess; port: number }, targets: readonly Target[]): Promise<DashboardFigures[]> {
  const figures: DashboardFigures[] = [];
  for (const { name, path, cookie } of targets) {
    const milliseconds: number[] = [];
    const before = await usage(server.process);
    let failed = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const began = performance.now();
      const { status } = await fetched(server.port, path, cookie);
      milliseconds.push(performance.now() - began);
      if (status !== 200) failed += 1;
    }
    const queries = ((await usage(server.process)).queries - before.queries) / TIMES;
    figures.push({ name, first: milliseconds[0] ?? 0, p50: percentile(milliseconds, 0.5), queries, failed });
  }
  return figures;
}
