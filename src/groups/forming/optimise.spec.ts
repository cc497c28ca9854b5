import { formingInstance } from '../../../test/bench/group-instances.js';
import { greedyArrangement } from './greedy.js';
import type { SolveOptions } from './highs-solver.js';
import { optimise } from './optimise.js';
import { formingProblem } from './problem.js';

/** What a search asks of the solver, which finds nothing and takes no time. */
async function asked(seconds: number): Promise<number[]> {
  const problem = formingProblem(formingInstance({ learners: 60, hours: 9, trainers: 3, organisations: 20, seed: 2 }, { organisations: 'together' }));
  const calls: Pick<SolveOptions, 'seconds' | 'relaxed'>[] = [];
  await optimise(problem, greedyArrangement(problem, 100), {
    deadline: Date.now() + seconds * 1000, stopped: () => false, report: () => undefined, breathe: () => Promise.resolve(),
    solver: (_, { seconds: time, relaxed }) => {
      calls.push({ seconds: time, relaxed });
      return { status: 'stopped', values: null, bound: -Infinity };
    },
  });
  return calls.filter(({ relaxed }) => !relaxed).map(({ seconds: time }) => time / seconds);
}

describe('the time of a search', () => {
  it('is all for seats, then all for levels; companions leave some for half-empty groups', async () => {
    const shares = await asked(1000);
    expect(shares.map((share) => Math.round(share * 10) / 10)).toEqual([1, 1, 0.3, 0.6, 0.8, 1]);
  });
});
