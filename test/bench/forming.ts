import type { CriterionResult } from '../../src/groups/group-forming.js';
import { proposeGroups } from '../../src/groups/optimiser.js';
import { FORMING_BARS, formingInstance } from './group-instances.js';

export interface FormingFigures {
  name: string;
  /** The time that it may take, in seconds. */
  bar: number;
  seconds: number;
  /** Until the first proposal. */
  firstSeconds: number;
  status: string;
  criteria: CriterionResult[];
}

/** Forms groups on the sizes of issue 2, in the worker as the application does, and tells how long that took. */
export async function benchForming(): Promise<FormingFigures[]> {
  const figures: FormingFigures[] = [];
  for (const { name, size, seconds: bar } of FORMING_BARS) {
    const input = formingInstance(size);
    const started = performance.now();
    let first = 0;
    const proposal = await proposeGroups(input, { onProgress: () => { first ||= performance.now() - started; } });
    figures.push({
      name, bar, seconds: (performance.now() - started) / 1000, firstSeconds: first / 1000, status: proposal.status, criteria: proposal.criteria,
    });
  }
  return figures;
}
