import fc from 'fast-check';
import { balancesOf, BOOK, books, verify, type Kept } from '../../../test/ledger/kept-book.js';
import { firstHash, hashOf } from '../canonical-entry.js';
import { monthOf } from '../entry-rules.js';
import { readSealed, sealedText } from '../sealed-month.js';
import type { StoredEntry } from './book-verifier.js';

/** The entries as somebody rewrites them who knows the form and has the whole database: every number, seal, hash and sum reckoned anew. */
function rewritten(entries: readonly StoredEntry[]): Kept {
  const numbers = new Map(entries.map(({ number }, index) => [number, index + 1]));
  const written: StoredEntry[] = [];
  let [previousHash, closedThrough] = [firstHash(BOOK), ''];
  for (const entry of entries) {
    const number = written.length + 1;
    const lines = entry.lines.map((line, place) => ({ ...line, place, entryNumber: number }));
    const said = entry.sealed === null ? null : readSealed(entry.sealed);
    const sealed = said && sealedText({ ...said, sums: balancesOf(written).filter(({ month }) => month === said.month) });
    if (said) closedThrough = said.month;
    const placed = { ...entry, number, lines, sealed, previousHash, reverses: entry.reverses === null ? null : numbers.get(entry.reverses) ?? null };
    written.push({ ...placed, hash: hashOf(BOOK, placed) });
    previousHash = written.at(-1)?.hash ?? previousHash;
  }
  return { entries: written, end: { lastNumber: written.length, lastHash: previousHash, closedThrough }, balances: balancesOf(written) };
}

/** A place among the first entries with lines, up to what was published. */
type Rewriting = (entries: readonly StoredEntry[], at: number) => StoredEntry[];

const without = (entries: readonly StoredEntry[], gone: (entry: StoredEntry) => boolean): StoredEntry[] => {
  const numbers = new Set(entries.filter(gone).map(({ number }) => number));
  return entries.filter((entry) => !gone(entry) && !(entry.reverses !== null && numbers.has(entry.reverses)));
};
const changed = (entries: readonly StoredEntry[], at: number, how: (entry: StoredEntry) => Partial<StoredEntry>): StoredEntry[] => entries.map((entry, index) => (index === at ? { ...entry, ...how(entry) } : entry));
const doubled = (entry: StoredEntry): Partial<StoredEntry> => ({ lines: entry.lines.map((line) => ({ ...line, cents: line.cents * 2 })) });

const REWRITINGS: Record<string, Rewriting> = {
  'an amount, and that of what takes it back': (entries, at) => entries.map((entry, index) => (index === at || entry.reverses === entries[at]?.number || entries[at]?.reverses === entry.number ? { ...entry, ...doubled(entry) } : entry)),
  'a memo': (entries, at) => changed(entries, at, ({ memo }) => ({ memo: `${memo ?? ''}x` })),
  'who wrote it': (entries, at) => changed(entries, at, () => ({ recordedBy: BOOK })),
  'an entry removed, with what takes it back': (entries, at) => without(entries, ({ number }) => number === entries[at]?.number),
  'an entry inserted': (entries, at) => entries.flatMap((entry, index) => (index === at ? [{ ...entry, kind: 'transfer' as const, reverses: null, number: -1 }, entry] : [entry])),
  'two entries that change places': (entries, at) => {
    const [one, two] = [entries[at], entries[at + 1]] as [StoredEntry, StoredEntry];
    return entries.map((entry, index) => (index === at ? two : index === at + 1 ? one : entry));
  },
  'all after it cut off': (entries, at) => entries.slice(0, at + 1),
  'a whole month removed, with its closing': (entries, at) => {
    const month = monthOf((entries[at] as StoredEntry).date);
    return without(entries, ({ date, sealed }) => (sealed === null ? monthOf(date) === month : readSealed(sealed)?.month === month));
  },
};

describe('a book that was written anew from end to end', () => {
  it('is found by the hash that was published, in a thousand of a thousand', () => {
    const names = Object.keys(REWRITINGS);
    const done = new Map(names.map((name) => [name, { tried: 0, hiddenOtherwise: 0 }]));
    fc.assert(fc.property(books({ leastClosed: 1 }), fc.nat(names.length - 1), fc.nat(24), (book, which, place) => {
      const name = names[which] as string;
      const closing = book.entries.findLast(({ kind }) => kind === 'month-close') as StoredEntry;
      const before = book.entries.slice(0, closing.number - 1);
      // What is before the closing and has lines; nothing to tamper with where all of it came later.
      const places = before.flatMap(({ kind }, index) => (kind === 'month-close' ? [] : [index]));
      fc.pre(places.length > 0);
      const kept = rewritten(REWRITINGS[name]?.(book.entries, places[place % places.length] as number) ?? []);
      const counts = done.get(name) as { tried: number; hiddenOtherwise: number };
      counts.tried += 1;
      if (verify(kept) === null) counts.hiddenOtherwise += 1;
      if (verify(kept, new Map([[closing.number, closing.hash]])) === null) throw new Error(`not found: ${name}`);
    }), { numRuns: 1_000, seed: 20_261_127 });
    // Each was tried often, and would have stayed hidden without what was published.
    for (const [name, { tried, hiddenOtherwise }] of done) expect([name, tried > 50, hiddenOtherwise > 20]).toEqual([name, true, true]);
  });

  it('is no other book when nothing was changed', () => {
    fc.assert(fc.property(books(), (book) => {
      expect(rewritten(book.entries)).toEqual(book);
    }), { numRuns: 50, seed: 1 });
  });
});
