import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import { settingsOf, type DatabaseSettings } from '../../shared/database/data-source.js';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Dimension, Scope } from '../indicators/indicator.js';
import { personRanges, type PersonRange } from './person-ranges.js';
import type { SumsAsked, SumsOfSome } from './sums.js';

/** What is added up of people. */
export interface SumsWanted {
  /** All of the same centres. */
  asked: readonly SumsAsked[];
  /** Whose facts were written later is named, not added. */
  turn: number;
  /** Whether somebody asks for single marks. */
  marks: boolean;
}

/** What a thread is started with; indicators by their codes in the catalogue. */
export interface SumTask extends Omit<SumsWanted, 'asked'> {
  database: DatabaseSettings;
  asked: readonly { scope: Scope; codes: readonly string[]; dimensions: readonly Dimension[] }[];
}

/** What a thread answers: how many rows a range had, and at the end what it added up. */
export type SumAnswer = number | SumsOfSome;

const SCRIPT = new URL('./sum-threads.worker.js', import.meta.url);
const MOST_THREADS = 4;
/** A range is fetched while another is added. */
export const RANGES_AT_ONCE = 2;
/** Megabytes of what is thrown away at once: each range is some thousand people, of whom nothing but sums is left. */
const YOUNG = 192;

/** Whether the compiled worker is there; not in tests that run the sources. */
export function canSumInThreads(): boolean {
  return existsSync(fileURLToPath(SCRIPT));
}

/**
 * Adds very many people up in as many threads as there are processors, up to four: meanwhile requests go on being answered.
 * Each thread reads for itself: whatever is read elsewhere has to be copied for it, and holds up who reads.
 * @param after with whom it does not begin: all who come later by their ids are added
 * @param told how far it is, 0 to 1
 * @throws Error when a thread fails
 */
export async function sumInThreads(dataSource: DataSource, after: Id, { asked, ...wanted }: SumsWanted, told: (done: number) => void = () => {}): Promise<SumsOfSome[]> {
  const task: SumTask = {
    ...wanted, database: settingsOf(dataSource), asked: asked.map(({ scope, definitions, dimensions }) => ({ scope, codes: definitions.map(({ code }) => code), dimensions })),
  };
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => new SumThread(task));
  const ranges = personRanges(dataSource, after);
  let done = 0;
  const feed = async (thread: SumThread, all: number): Promise<void> => {
    for (let range = await ranges.next(); !range.done; range = await ranges.next()) {
      const rows = await thread.add(range.value);
      done += rows;
      told(Math.min(1, done / all));
    }
  };
  try {
    const all = await countAfter(dataSource, asked[0]?.scope.centreIds ?? [], after);
    await Promise.all(threads.flatMap((thread) => Array.from({ length: RANGES_AT_ONCE }, () => feed(thread, all))));
    return await Promise.all(threads.map((thread) => thread.end()));
  } finally {
    for (const thread of threads) thread.stop();
  }
}

async function countAfter(dataSource: DataSource, centreIds: readonly Id[], after: Id): Promise<number> {
  const [row] = await dataSource.query<{ count: number | string }[]>(`SELECT COUNT(*) AS count FROM learner_facts WHERE centre_id IN (${places(centreIds)}) AND person_id > ?`, [...centreIds, after]);
  return Math.max(1, Number(row?.count));
}

interface Waiting {
  resolve(answer: SumAnswer): void;
  reject(error: Error): void;
}

/** A thread that answers as often as it was asked. */
class SumThread {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failed: Error | null = null;

  constructor(task: SumTask) {
    this.worker = new Worker(SCRIPT, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.worker.on('message', (answer: SumAnswer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', (code) => this.fail(new Error(`a thread that adds facts up ended with code ${code}`)));
  }

  /** @returns how many rows some range had: of two that it is asked for at once the second may be told first */
  async add(range: PersonRange): Promise<number> {
    return await this.ask(range) as number;
  }

  /** What it added up. */
  async end(): Promise<SumsOfSome> {
    return await this.ask(null) as SumsOfSome;
  }

  stop(): void {
    void this.worker.terminate();
  }

  private ask(message: PersonRange | null): Promise<SumAnswer> {
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
