import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Dimension, Scope } from '../indicators/indicator.js';
import type { PeoplePage } from './people-pages.js';
import type { SumsAsked, SumsOfSome } from './sums.js';

/** What a thread is started with; indicators by their codes in the catalogue. */
export interface SumTask {
  asked: readonly { scope: Scope; codes: readonly string[]; dimensions: readonly Dimension[] }[];
  /** Whose facts were written later is named, not added. */
  turn: number;
}

const SCRIPT = new URL('./sum-threads.worker.js', import.meta.url);
const MOST_THREADS = 4;
/** Megabytes of what is thrown away at once: each page is some thousand people, of whom nothing but sums is left. */
const YOUNG = 192;

/** Whether the compiled worker is there; not in tests that run the sources. */
export function canSumInThreads(): boolean {
  return existsSync(fileURLToPath(SCRIPT));
}

/**
 * Adds very many people up in as many threads as there are processors, up to four: meanwhile requests go on being answered.
 * @param pages of people who are handed over once each
 * @throws Error when a thread fails
 */
export async function sumInThreads(pages: AsyncIterator<PeoplePage>, asked: readonly SumsAsked[], turn: number): Promise<SumsOfSome[]> {
  const task: SumTask = { asked: asked.map(({ scope, definitions, dimensions }) => ({ scope, codes: definitions.map(({ code }) => code), dimensions })), turn };
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => new SumThread(task));
  const feed = async (thread: SumThread): Promise<void> => {
    for (let page = await pages.next(); !page.done; page = await pages.next()) await thread.add(page.value);
  };
  try {
    // Twice each: a page lies ready while another is added.
    await Promise.all([...threads, ...threads].map(feed));
    return await Promise.all(threads.map((thread) => thread.end()));
  } finally {
    for (const thread of threads) thread.stop();
  }
}

interface Waiting {
  resolve(answer: SumsOfSome | null): void;
  reject(error: Error): void;
}

/** A thread that answers in the order in which it was asked. */
class SumThread {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failed: Error | null = null;

  constructor(task: SumTask) {
    this.worker = new Worker(SCRIPT, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.worker.on('message', (answer: SumsOfSome | null) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', (code) => this.fail(new Error(`a thread that adds facts up ended with code ${code}`)));
  }

  async add(people: PeoplePage): Promise<void> {
    await this.ask(people);
  }

  /** What it added up. */
  async end(): Promise<SumsOfSome> {
    return await this.ask(null) as SumsOfSome;
  }

  stop(): void {
    void this.worker.terminate();
  }

  private ask(message: PeoplePage | null): Promise<SumsOfSome | null> {
    if (this.failed) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(message);
    });
  }

  private fail(error: Error): void {
    this.failed ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failed);
  }
}
