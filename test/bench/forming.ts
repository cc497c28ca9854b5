import type { CriterionResult } from '../../src/groups/group-forming.js';
import { warmOptimiser } from '../../src/groups/optimiser-warmth.js';
import { proposeGroups } from '../../src/groups/optimiser.js';
import { FORMING_BARS, formingInstance } from './group-instances.js';

export interface FormingFigures {
  name: string;
  /** The time that it may take, in seconds. */
  bar: number;
  seconds: number;
  /** Until the first proposal. */
  firstSeconds: number;
  /** What this process took of the CPU meanwhile, its worker included: says more than the clock where others share the machine. */
  cpuSeconds: number;
  firstCpuSeconds: number;
  status: string;
  criteria: CriterionResult[];
}

/** Forms groups on the sizes of issue 2, in the worker and warmed up as the application does, and tells how long that took. */
export async function benchForming(): Promise<FormingFigures[]> {
  await warmOptimiser();
  const figures: FormingFigures[] = [];
  for (const { name, size, seconds: bar } of FORMING_BARS) {
    const input = formingInstance(size);
    const [started, before] = [performance.now(), process.cpuUsage()];
    const taken = (): { seconds: number; cpuSeconds: number } => {
      const { user, system } = process.cpuUsage(before);
      return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
    };
    let first: ReturnType<typeof taken> | null = null;
    const proposal = await proposeGroups(input, { onProgress: () => { first ??= taken(); } });
    const { seconds, cpuSeconds } = taken();
    const { seconds: firstSeconds, cpuSeconds: firstCpuSeconds } = first ?? { seconds, cpuSeconds };
    figures.push({ name, bar, seconds, cpuSeconds, firstSeconds, firstCpuSeconds, status: proposal.status, criteria: proposal.criteria });
  }
  return figures;
}
