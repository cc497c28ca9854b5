import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { entities } from '../../app.entities.js';
import { openDatabase } from '../../shared/database/data-source.js';
import { migrate } from '../../shared/database/migrate.js';
import { UsageError } from '../../shared/kernel/usage-error.js';
import { proveBookings, type ProofFigures } from './prove-bookings.js';
import { PROOF_NAME } from './proof-world.js';

const USAGE = 'npm run minka -- prove-bookings --url mysql://user:password@host:3306/database [--nodes host:port,host:port,…] [--seconds N] [--writers N]';

/**
 * Books, moves and cancels with many writers at once on a database that is there for trying, through each node of a
 * cluster, and says whether anything was booked twice. It leaves a centre behind, so it refuses a database with others.
 */
export async function run(words: string[]): Promise<string> {
  const { url, nodes, seconds, writers } = parsed(words);
  const sources: DataSource[] = [];
  try {
    for (const address of addresses(url, nodes)) sources.push(await openDatabase({ url: address, folder: tmpdir(), poolSize: 8 }, { entities, migrations }));
    await migrate(sources[0] as DataSource);
    await refuseRealData(sources[0] as DataSource);
    const figures = await proveBookings(sources, { seconds, writers });
    const said = told(figures, sources.length);
    if (!isProven(figures)) throw new UsageError(said);
    return said;
  } finally {
    for (const source of sources) await source.destroy().catch(() => undefined);
  }
}

function parsed(words: string[]): { url: string; nodes: string[]; seconds: number; writers: number } {
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
  throw new UsageError(USAGE);
}

/** One address for each node, beginning with it: when it ends, its writers go on with the next. */
function addresses(url: string, nodes: readonly string[]): string[] {
  if (nodes.length === 0) return [url];
  const parts = /^(mysql:\/\/(?:[^@/]*@)?)[^/]*(\/.*)$/.exec(url);
  if (!parts) throw new UsageError(USAGE);
  return nodes.map((_, index) => `${parts[1]}${[...nodes.slice(index), ...nodes.slice(0, index)].join(',')}${parts[2]}`);
}

async function refuseRealData(source: DataSource): Promise<void> {
  const [row] = await source.query<{ others: number }[]>('SELECT COUNT(*) AS others FROM centres WHERE name <> ?', [PROOF_NAME]);
  if (Number(row?.others) > 0) throw new UsageError('this database has centres of its own: give the address of one that is there for trying');
}

function isProven({ race, moveOrCancel, replays, outcomes, faults }: ProofFigures): boolean {
  return race.booked === 1 && race.refused === 19 && moveOrCancel.one === moveOrCancel.rounds && replays === 1 && faults.length === 0
    && !Object.keys(outcomes).some((name) => name.startsWith('fault'));
}

function told({ race, moveOrCancel, replays, outcomes, counts, faults }: ProofFigures, nodes: number): string {
  return [
    `nodes: ${nodes}`,
    `one hour, twenty at once: ${race.booked} booked, ${race.refused} refused`,
    `moved and cancelled at once: one of the two in ${moveOrCancel.one} of ${moveOrCancel.rounds} rounds`,
    `one form ten times: ${replays} booking`,
    `writers: ${Object.entries(outcomes).map(([name, count]) => `${name} ${count}`).join(', ')}`,
    `at the end: ${counts.standing} stand, ${counts.cancelled} cancelled, ${counts.events} events`,
    faults.length === 0 ? 'Nothing is booked twice, nothing that was told of is gone.' : `FAULTS: ${faults.join('; ')}`,
  ].join('\n');
}
