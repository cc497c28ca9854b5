import { parentPort, workerData } from 'node:worker_threads';
import { composeTask, type ComposeTask } from './compose-apart.js';

/** The thread in which a report is composed: see composeApart. What fails ends it, and whoever asked is told so. */
parentPort?.postMessage(composeTask(workerData as ComposeTask));
