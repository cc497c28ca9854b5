import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * Does in a thread of its own what can take many seconds, so that requests go on being answered meanwhile. In this thread where
 * the compiled script is not there, as in tests that run the sources.
 * @param script calls `answerApart` with the same work
 * @param task plain values: functions cannot be sent
 * @throws Error when the thread fails
 */
export async function apart<Task, Result>(script: URL, task: Task, work: (task: Task) => Result | Promise<Result>): Promise<Result> {
  if (!existsSync(fileURLToPath(script))) return work(task);
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with code ${code} before it had answered`)));
  });
}

/** In the thread: what fails ends it, and whoever asked is told so. */
export async function answerApart<Task, Result>(work: (task: Task) => Result | Promise<Result>): Promise<void> {
  parentPort?.postMessage(await work(workerData as Task));
}
