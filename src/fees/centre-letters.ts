import type { EntityManager } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { seriesLetters } from '../shared/kernel/series.js';

/** A centre that needs letters. */
export interface Lettered {
  id: Id;
  shortName: string;
  createdAt: number;
  /** The series of its receipts; null as long as it has none. */
  kept: string | null;
}

/**
 * The letters of each centre, of which no two have the same: the series of its receipts and the address of its public
 * accounts. The first receipt decides them, whatever anybody is called afterwards; until then they are those of the short
 * name, with a number behind where they are an older centre's.
 */
export function lettersOfAll(centres: readonly Lettered[]): Map<Id, string> {
  const letters = new Map<Id, string>();
  for (const { id, kept } of centres) if (kept !== null) letters.set(id, kept);
  const taken = new Set(letters.values());
  const undecided = centres.filter(({ kept }) => kept === null).toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  for (const { id, shortName } of undecided) {
    const free = firstFree(seriesLetters(shortName), taken);
    letters.set(id, free);
    taken.add(free);
  }
  return letters;
}

function firstFree(letters: string, taken: ReadonlySet<string>): string {
  for (let turn = 1; ; turn += 1) {
    const wanted = turn === 1 ? letters : `${letters}${turn}`;
    if (!taken.has(wanted)) return wanted;
  }
}

/**
 * A series is that centre's which wrote its first receipt; of several the last one. Two queries, and CROSS JOIN: in any other order
 * SQLite goes through all receipts, which made a payment slower with every one of them.
 */
export async function centreLetters(reads: Pick<EntityManager, 'query'>): Promise<Map<Id, string>> {
  const begun = await reads.query<{ centreId: Id; series: string }[]>(
    'SELECT r.centre_id AS centreId, r.series FROM receipt_series s CROSS JOIN receipts r ON r.series = s.code AND r.number = 1 ORDER BY r.issued_at');
  const kept = new Map(begun.map(({ centreId, series }) => [centreId, series]));
  const centres = await reads.query<{ id: Id; shortName: string; createdAt: number }[]>('SELECT id, short_name AS shortName, created_at AS createdAt FROM centres');
  return lettersOfAll(centres.map((row) => ({ ...row, createdAt: Number(row.createdAt), kept: kept.get(row.id) ?? null })));
}
