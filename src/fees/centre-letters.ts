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

/** One query. A series is that centre's which wrote its first receipt; of several the last one. */
export async function centreLetters(reads: Pick<EntityManager, 'query'>): Promise<Map<Id, string>> {
  const rows = await reads.query<Lettered[]>(`
    SELECT c.id, c.short_name AS shortName, c.created_at AS createdAt, begun.series AS kept
    FROM centres c LEFT JOIN (
      SELECT r.centre_id, r.series, r.issued_at FROM receipt_series s JOIN receipts r ON r.series = s.code AND r.number = 1) begun ON begun.centre_id = c.id
    ORDER BY begun.issued_at`);
  return lettersOfAll([...new Map(rows.map((row) => [row.id, { ...row, createdAt: Number(row.createdAt) }])).values()]);
}
