import type { EntityManager } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { LONGEST_LETTERS, seriesLetters } from '../shared/kernel/series.js';

/** A centre that needs letters. */
export interface Lettered {
  id: Id;
  shortName: string;
  createdAt: number;
  /** With what its papers are numbered already; null as long as it has none. */
  kept: string | null;
}

/**
 * The letters of each centre, of which no two have the same: the series of its receipts, what the numbers of its
 * certificates begin with, and the address of its public accounts. The first paper decides them, whatever anybody is called
 * afterwards; until then they are those of the short name, with a number behind where they are an older centre's.
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
    const wanted = turn === 1 ? letters : `${letters.slice(0, LONGEST_LETTERS - String(turn).length)}${turn}`;
    if (!taken.has(wanted)) return wanted;
  }
}

/** The first paper of a series, and whose it is. */
export interface FirstPaper {
  centreId: Id;
  letters: string;
}

/** What each centre keeps: a series is that centre's which wrote its first paper; of several the last one. Receipts go before certificates, whose numbers centres of the same letters once shared. */
export function keptLetters({ receipts, certificates }: Record<'receipts' | 'certificates', readonly FirstPaper[]>): Map<Id, string> {
  const kept = new Map(receipts.map(({ centreId, letters }) => [centreId, letters]));
  const paid = new Set(kept.keys());
  for (const { centreId, letters } of certificates) {
    const others = [...kept].some(([id, taken]) => id !== centreId && taken === letters);
    if (!paid.has(centreId) && !others) kept.set(centreId, letters);
  }
  return kept;
}

/** Two queries, and CROSS JOIN: in any other order SQLite goes through all receipts, which made a payment slower with every one of them. */
export async function centreLetters(reads: Pick<EntityManager, 'query'>): Promise<Map<Id, string>> {
  const begun = await reads.query<{ paper: 'receipt' | 'certificate'; centreId: Id; series: string }[]>(`
    SELECT 'receipt' AS paper, r.centre_id AS centreId, r.series, r.issued_at AS issuedAt FROM receipt_series s CROSS JOIN receipts r ON r.series = s.code AND r.number = 1
    UNION ALL
    SELECT 'certificate', c.centre_id, c.series, c.issued_at FROM certificate_series s CROSS JOIN certificates c ON c.series = s.code AND c.number = 1
    ORDER BY issuedAt`);
  const of = (paper: string): FirstPaper[] => begun.filter((row) => row.paper === paper).map(({ centreId, series }) => ({ centreId, letters: series.replace(/-.*$/u, '') }));
  const kept = keptLetters({ receipts: of('receipt'), certificates: of('certificate') });
  const centres = await reads.query<{ id: Id; shortName: string; createdAt: number }[]>('SELECT id, short_name AS shortName, created_at AS createdAt FROM centres');
  return lettersOfAll(centres.map((row) => ({ ...row, createdAt: Number(row.createdAt), kept: kept.get(row.id) ?? null })));
}
