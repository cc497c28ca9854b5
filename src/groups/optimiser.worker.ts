import { parentPort, workerData } from 'node:worker_threads';
import { formGroups } from './forming/form-groups.js';
import type { OptimiserMessage, OptimiserTask } from './optimiser.js';

/** The thread in which HiGHS runs: see proposeGroups. */
const { input, from, deadline, compiled, stop } = workerData as OptimiserTask;
const flag = new Int32Array(stop);
const say = (message: OptimiserMessage): void => parentPort?.postMessage(message);

const proposal = await formGroups(input, {
  from, deadline, compiled, cancelled: () => Atomics.load(flag, 0) !== 0, onProgress: (progress) => say({ kind: 'progress', progress }),
});
say({ kind: 'done', proposal });
