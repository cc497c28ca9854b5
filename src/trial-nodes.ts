import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { entities } from './app.entities.js';
import { openDatabase } from './shared/database/data-source.js';
import { migrate } from './shared/database/migrate.js';
import { places } from './shared/database/sql.js';
import { DatabaseUnavailable } from './shared/database/unit-of-work.js';
import { Refused, StaleEdit } from './shared/kernel/refusal.js';
import { UsageError } from './shared/kernel/usage-error.js';

/** The centres that proofs leave behind: nobody has another by such a name. */
export const TRIAL_CENTRES = { bookings: 'Prueba de reservas', ledger: 'Prueba del libro' } as const;

/** How a proof with many writers is asked for. */
export interface TrialAsked {
  url: string;
  /** `host:port` of each node; none: the address's own host. */
  nodes: readonly string[];
  seconds: number;
  writers: number;
}

/** @throws UsageError */
export function trialAsked(verb: string, words: string[]): TrialAsked {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: words, options: { url: text, nodes: text, seconds: text, writers: text } });
    const [seconds, writers] = [Number(values.seconds ?? 20), Number(values.writers ?? 8)];
    if (values.url && seconds > 0 && Number.isInteger(writers) && writers > 0) {
      return { url: values.url, nodes: values.nodes?.split(',') ?? [], seconds, writers };
    }
  } catch {
    // Said below.
  }
  throw new UsageError(usageOf(verb));
}

function usageOf(verb: string): string {
  return `npm run minka -- ${verb} --url mysql://user:password@host:3306/database [--nodes host:port,host:port,…] [--seconds N] [--writers N]`;
}

/**
 * Opens a database that is there for trying through each node of a cluster, brings it up to date, and closes it after the
 * proof. What a proof does stays in it, so one with centres of its own is refused.
 * @throws UsageError
 */
export async function onTrialNodes<T>(verb: string, { url, nodes }: TrialAsked, prove: (sources: DataSource[]) => Promise<T>): Promise<T> {
  const sources: DataSource[] = [];
  try {
    for (const address of addresses(verb, url, nodes)) sources.push(await openDatabase({ url: address, folder: tmpdir(), poolSize: 8 }, { entities, migrations }));
    await migrate(sources[0] as DataSource);
    await refuseRealData(sources[0] as DataSource);
    return await prove(sources);
  } finally {
    for (const source of sources) await source.destroy().catch(() => undefined);
  }
}

/** One address for each node, beginning with it: when it ends, its writers go on with the next. */
function addresses(verb: string, url: string, nodes: readonly string[]): string[] {
  if (nodes.length === 0) return [url];
  const parts = /^(mysql:\/\/(?:[^@/]*@)?)[^/]*(\/.*)$/.exec(url);
  if (!parts) throw new UsageError(usageOf(verb));
  return nodes.map((_, index) => `${parts[1]}${[...nodes.slice(index), ...nodes.slice(0, index)].join(',')}${parts[2]}`);
}

async function refuseRealData(source: DataSource): Promise<void> {
  const names = Object.values(TRIAL_CENTRES);
  const [row] = await source.query<{ others: number }[]>(`SELECT COUNT(*) AS others FROM centres WHERE name NOT IN (${places(names)})`, names);
  if (Number(row?.others) > 0) throw new UsageError('this database has centres of its own: give the address of one that is there for trying');
}

/** What became of what writers did, by name, and how often. */
export type Outcomes = Record<string, number>;

/** What became of one act: `done`, or why not. Only what begins with `fault` must never be. */
export function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'done', nameOf);
}

function nameOf(error: unknown): string {
  if (error instanceof Refused) return 'refused';
  if (error instanceof StaleEdit) return 'stale';
  if (error instanceof DatabaseUnavailable) return 'unavailable';
  return `fault: ${(error as Error).message.slice(0, 80)}`;
}

export function countOutcome(outcomes: Outcomes, name: string): void {
  outcomes[name] = (outcomes[name] ?? 0) + 1;
}

export function outcomeWords(outcomes: Outcomes): string {
  return Object.entries(outcomes).map(([name, count]) => `${name} ${count}`).join(', ');
}

export function hasFault(outcomes: Outcomes): boolean {
  return Object.keys(outcomes).some((name) => name.startsWith('fault'));
}

/** Of one of the nodes that are still there. */
export async function firstThatAnswers(nodes: readonly DataSource[]): Promise<DataSource> {
  for (const node of nodes) {
    const answers = await node.query('SELECT 1').then(() => true, () => false);
    if (answers) return node;
  }
  throw new Error('no node answers any more');
}
