import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { readConfig } from '../../config/config.js';
import type { BookFault } from '../../ledger/proof/book-verifier.js';
import { verifyBook } from '../../ledger/proof/verify-book.js';
import { openForReading } from '../../serve.js';
import { withoutLimit } from '../../shared/database/mysql-patience.js';
import type { Id } from '../../shared/kernel/ids.js';
import { UsageError } from '../../shared/kernel/usage-error.js';
import { closingFaults } from '../../statements/closing-faults.js';
import { feesFaults } from './fees-faults.js';

const USAGE = 'npm run minka -- verify-ledger [--centre SHORTNAME] [--anchor NUMBER:HASH,…]';
const EVERY = 100_000;

/**
 * Proves every centre's book, also while Minka runs: the chain, the numbering, the closed months with their statements and
 * signatures, the balances, and that charges, payments, receipts, credit, expenses and contributions say the same as the ledger. An anchor is a hash that was published earlier.
 * @throws UsageError with the first broken row of each book that does not hold
 */
export async function run(words: string[], environment: NodeJS.ProcessEnv = process.env, tell = toStderr): Promise<string> {
  const { centre, anchors } = parsed(words);
  const dataSource = await openForReading(readConfig(environment));
  try {
    const said: string[] = [];
    let holds = true;
    for (const { id, shortName } of await centresOf(dataSource, centre)) {
      const book = await proveCentre(dataSource, { id, shortName, anchors }, tell);
      said.push(...book.lines);
      holds &&= book.holds;
    }
    if (!holds) throw new UsageError(said.join('\n'));
    return said.join('\n');
  } finally {
    await dataSource.destroy();
  }
}

interface CentreAsked {
  id: Id;
  shortName: string;
  anchors: ReadonlyMap<number, string>;
}

async function proveCentre(dataSource: DataSource, { id, shortName, anchors }: CentreAsked, tell: (line: string) => void): Promise<{ lines: string[]; holds: boolean }> {
  const from = Date.now();
  let next = EVERY;
  const proof = await withoutLimit(dataSource, () => verifyBook(dataSource, id, {
    anchors,
    onProgress: (done, of) => {
      if (done < next) return;
      tell(`${shortName}: ${done} of ${of} entries`);
      next = done + EVERY;
    },
  }));
  if (!proof) return { lines: [`${shortName}: nothing is booked yet`], holds: true };
  const faults = [...(proof.fault ? [faultWords(proof.fault)] : []), ...await withoutLimit(dataSource, async () => [...await closingFaults(dataSource, id), ...await feesFaults(dataSource, id)])];
  const seconds = ((Date.now() - from) / 1_000).toFixed(1);
  return {
    holds: faults.length === 0,
    lines: [
      `${shortName}: ${proof.entries} entries hold, the last with hash ${proof.hash} (${seconds} s)`,
      ...faults.map((fault) => `${shortName}: BROKEN: ${fault}`),
    ],
  };
}

const FAULTS: Record<BookFault['reason'], string> = {
  missing: 'is missing',
  repeated: 'is there a second time, or has no place',
  chain: 'does not follow the one before',
  changed: 'was changed: its hash is not that of what it says',
  lines: 'has lines that are not whole or do not balance',
  date: 'counts for a day to come, or for a month that was closed',
  reversal: 'is not the opposite of the entry that it takes back',
  sealed: 'closes a month with other sums than its entries have',
  anchor: 'has another hash than the one that was published',
  end: 'is the last one, and the book says that it ends otherwise',
  strays: 'there are lines that belong to no entry',
  balance: 'a kept balance is not the sum of its entries',
};

function faultWords({ number, reason, detail }: BookFault): string {
  return [number === null ? '' : `entry ${number} `, FAULTS[reason], detail === undefined ? '' : ` (${detail})`].join('');
}

function parsed(words: string[]): { centre: string | undefined; anchors: Map<number, string> } {
  try {
    const { values } = parseArgs({ args: words, options: { centre: { type: 'string' }, anchor: { type: 'string' } } });
    const pairs = (values.anchor?.split(',') ?? []).map((pair) => /^(\d+):([0-9a-f]{64})$/.exec(pair));
    if (!pairs.includes(null) && (pairs.length === 0 || values.centre)) {
      return { centre: values.centre, anchors: new Map(pairs.map((pair) => [Number(pair?.[1]), String(pair?.[2])])) };
    }
  } catch {
    // Said below.
  }
  throw new UsageError(`${USAGE}\nAn anchor needs its centre.`);
}

async function centresOf(dataSource: DataSource, shortName: string | undefined): Promise<{ id: Id; shortName: string }[]> {
  const centres = await dataSource.query<{ id: Id; shortName: string }[]>('SELECT id, short_name AS shortName FROM centres ORDER BY short_name');
  const wanted = centres.filter((centre) => shortName === undefined || centre.shortName === shortName);
  if (shortName !== undefined && wanted.length === 0) throw new UsageError(`there is no centre ${shortName}; there are ${centres.map((centre) => centre.shortName).join(', ')}`);
  return wanted;
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
