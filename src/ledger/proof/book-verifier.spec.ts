import fc from 'fast-check';
import { books, bookOf, BOOK, closed, verify, type Kept, type Step } from '../../../test/ledger/kept-book.js';
import { ACCOUNT } from '../chart.js';
import { firstHash, hashOf } from '../canonical-entry.js';
import { moved, oppositeOf } from '../entry-rules.js';
import type { BookFault, StoredBalance, StoredEntry } from './book-verifier.js';

const FEW: readonly Step[] = [
  { kind: 'opening', date: '2026-10-01', lines: moved(ACCOUNT.fund, ACCOUNT.safe, 50_000) },
  { kind: 'charge', date: '2026-10-02', lines: moved(ACCOUNT.fees, ACCOUNT.feesOwed, 1_000) },
  { kind: 'payment', date: '2026-10-02', lines: moved(ACCOUNT.feesOwed, ACCOUNT.till, 1_000) },
  { kind: 'payment', date: '2026-11-03', lines: moved(ACCOUNT.feesOwed, ACCOUNT.till, 1_000) },
];
const WITH_CLOSE: readonly Step[] = [...FEW, closed(FEW, '2026-10')];
const REVERSED: readonly Step[] = [...WITH_CLOSE, { kind: 'reversal', date: '2026-11-20', memo: 'Por error', reverses: 3, lines: oppositeOf(FEW[2]?.lines ?? []) }];

describe('a book', () => {
  it('holds as it was written', () => {
    expect([FEW, WITH_CLOSE, REVERSED, []].map((steps) => verify(bookOf(steps)))).toEqual([null, null, null, null]);
  });

  it.each<[string, readonly Step[], Partial<BookFault>]>([
    ['an entry for a month that was closed before', [...WITH_CLOSE, { ...FEW[2] as Step }], { number: 6, reason: 'date' }],
    ['a day to come', [{ ...FEW[0] as Step, date: '2026-11-21' }], { number: 1, reason: 'date' }],
    ['a month closed with other sums', [...FEW, closed(FEW.slice(0, 2), '2026-10')], { number: 5, reason: 'sealed', detail: '2026-10' }],
    ['a month closed twice', [...WITH_CLOSE, closed(FEW, '2026-10')], { number: 6, reason: 'sealed' }],
    ['a reversal of something else', [...FEW, { ...REVERSED.at(-1) as Step, reverses: 1 }], { number: 5, reason: 'reversal' }],
    ['a second reversal', [...REVERSED, REVERSED.at(-1) as Step], { number: 7, reason: 'reversal' }],
    ['a reversal of nothing', [...FEW, { ...REVERSED.at(-1) as Step, reverses: 9 }], { number: 5, reason: 'reversal' }],
    ['a reversal that names nothing', [...FEW, { kind: 'reversal', date: '2026-11-20', lines: moved(ACCOUNT.till, ACCOUNT.feesOwed, 1_000) }], { number: 5, reason: 'reversal' }],
    ['lines that do not balance', [{ ...FEW[0] as Step, lines: [{ account: ACCOUNT.safe, cents: 1 }, { account: ACCOUNT.fund, cents: -2 }] }], { number: 1, reason: 'lines', detail: 'unbalanced' }],
    ['an account that is not in the chart', [{ ...FEW[0] as Step, lines: moved('9999', ACCOUNT.safe, 1) }], { number: 1, reason: 'lines', detail: 'account' }],
  ])('is broken by %s, however well it is chained', (_, steps, fault) => {
    expect(verify(bookOf(steps))).toMatchObject(fault);
  });

  it('is proved against a hash that was published, when all was written anew', () => {
    const [before, after] = [bookOf(REVERSED), bookOf(REVERSED.map((step, index) => (index === 1 ? { ...step, memo: 'otra cosa' } : step)))];
    const anchors = new Map([[5, before.entries[4]?.hash as string]]);
    expect([verify(before, anchors), verify(after), verify(after, anchors)]).toEqual([null, null, { number: 5, reason: 'anchor' }]);
    expect(verify(bookOf(REVERSED.slice(0, 3)), anchors)).toEqual({ number: 5, reason: 'missing' });
  });
});

type Tampering = (kept: Kept, at: number, by: number) => void;

/** Of those with lines: what closes a month has none. */
const entryAt = ({ entries }: Kept, at: number): StoredEntry => {
  const withLines = entries.filter(({ lines }) => lines.length > 0);
  return withLines[at % withLines.length] as StoredEntry;
};
const change = (kept: Kept, at: number, how: (entry: StoredEntry) => Partial<StoredEntry>, entry = entryAt(kept, at)): void => {
  kept.entries[kept.entries.indexOf(entry)] = { ...entry, ...how(entry) };
};
/** As somebody would who knows how an entry is hashed, and reckons the changed row's own hash anew. */
const rehashed = (entry: StoredEntry, changes: Partial<StoredEntry>): Partial<StoredEntry> => ({ ...changes, hash: hashOf(BOOK, { ...entry, ...changes }) });
const more = (lines: StoredEntry['lines'], by: number): StoredEntry['lines'] => lines.map((line) => ({ ...line, cents: line.cents + (line.cents > 0 ? by : -by) }));

/** What somebody can do to the rows. Each changes something, whatever the chance. */
const TAMPERINGS: Record<string, Tampering> = {
  'an amount': (kept, at, by) => change(kept, at, ({ lines }) => ({ lines: more(lines, by) })),
  'an amount and its hash': (kept, at, by) => change(kept, at, (entry) => rehashed(entry, { lines: more(entry.lines, by) })),
  'one side of an amount': (kept, at, by) => change(kept, at, ({ lines }) => ({ lines: lines.map((line, place) => (place === 0 ? { ...line, cents: line.cents + by } : line)) })),
  'an account': (kept, at) => change(kept, at, ({ lines }) => ({ lines: lines.map((line, place) => (place === 0 ? { ...line, account: `${line.account}0` } : line)) })),
  'sides that are changed': (kept, at) => change(kept, at, ({ lines }) => ({ lines: lines.map((line) => ({ ...line, cents: -line.cents })) })),
  'a date': (kept, at) => change(kept, at, ({ date }) => ({ date: date === '2026-11-01' ? '2026-11-02' : '2026-11-01' })),
  'a date and its hash': (kept, at) => change(kept, at, (entry) => rehashed(entry, { date: entry.date === '2026-11-01' ? '2026-11-02' : '2026-11-01' })),
  'a memo': (kept, at) => change(kept, at, ({ memo }) => ({ memo: `${memo ?? ''}x` })),
  'what it is about': (kept, at) => change(kept, at, ({ reference }) => ({ reference: `${reference}x` })),
  'a kind': (kept, at) => change(kept, at, ({ kind }) => ({ kind: kind === 'expense' ? 'opening' : 'expense' })),
  'who wrote it': (kept, at) => change(kept, at, () => ({ recordedBy: BOOK })),
  'when it was written': (kept, at, by) => change(kept, at, ({ recordedAt }) => ({ recordedAt: recordedAt + by })),
  'a salt': (kept, at) => change(kept, at, ({ salt }) => ({ salt: `${salt.slice(1)}f` })),
  'a hash': (kept, at) => change(kept, at, ({ hash }) => ({ hash: `${hash.slice(0, 63)}${hash.endsWith('0') ? '1' : '0'}` })),
  'what it takes back': (kept, at) => change(kept, at, ({ reverses }) => ({ reverses: (reverses ?? 0) + 1 })),
  'a number': (kept, at, by) => change(kept, at, ({ number }) => ({ number: number + by })),
  'an entry that is removed': (kept, at) => void kept.entries.splice(at % kept.entries.length, 1),
  'the last entries removed': (kept, at) => void kept.entries.splice(-1 - (at % kept.entries.length)),
  'a line that is removed': (kept, at) => change(kept, at, ({ lines }) => ({ lines: lines.slice(1) })),
  'all lines removed': (kept, at) => change(kept, at, () => ({ lines: [] })),
  'a line that is inserted': (kept, at) => change(kept, at, ({ lines }) => ({ lines: [...lines, { ...lines[0] as StoredEntry['lines'][0], place: lines.length }] })),
  'an entry that is inserted twice': (kept, at) => void kept.entries.push(entryAt(kept, at)),
  'an entry at the end': (kept, at) => {
    const last = kept.entries.at(-1) as StoredEntry;
    const entry = { ...entryAt(kept, at), number: last.number + 1, previousHash: last.hash, kind: 'transfer' as const, reverses: null };
    const placed = { ...entry, lines: entry.lines.map((line) => ({ ...line, entryNumber: entry.number })) };
    kept.entries.push({ ...placed, hash: hashOf(BOOK, placed) });
  },
  'two entries that change places': (kept, at) => {
    const [one, two] = [entryAt(kept, at), entryAt(kept, at + 1)];
    const [first, second] = [kept.entries.indexOf(one), kept.entries.indexOf(two)];
    const swap = (entry: StoredEntry, number: number): StoredEntry => ({ ...entry, number, lines: entry.lines.map((line) => ({ ...line, entryNumber: number })) });
    kept.entries[first] = swap(two, one.number);
    kept.entries[second] = swap(one, two.number);
  },
  'lines that change places': (kept, at) => change(kept, at, ({ lines }) => ({ lines: lines.map((line) => ({ ...line, place: lines.length - 1 - line.place })) })),
  'lines of another entry': (kept, at) => change(kept, at, ({ lines }) => ({ lines: entryAt(kept, at + 1).lines.map((line, place) => ({ ...line, cents: line.cents + Math.sign(line.cents), entryNumber: lines[place]?.entryNumber ?? 0 })) })),
  'how far the book is written': ({ end }, _, by) => void (end.lastNumber += by),
  'the book\'s last hash': ({ end }) => void (end.lastHash = firstHash('another')),
  'what months are closed': ({ end }) => void (end.closedThrough = '2026-12'),
  'what a closed month sealed': (kept, at) => change(kept, at, ({ sealed, memo }) => (sealed === null ? { memo: `${memo ?? ''}x` } : { sealed: sealed.replace('"2026', '"2025') }), kept.entries.find(({ kind }) => kind === 'month-close')),
  'a whole month removed': (kept, at) => {
    const month = entryAt(kept, at).date.slice(0, 7);
    kept.entries = kept.entries.filter(({ date }) => !date.startsWith(month));
  },
  'a kept balance': (kept, at, by) => {
    const row = kept.balances[at % kept.balances.length] as StoredBalance;
    row.debitCents += by;
  },
  'a kept balance that is removed': (kept, at) => void kept.balances.splice(at % kept.balances.length, 1),
};

describe('whatever is done to the rows of a book', () => {
  it('is found, in a thousand of a thousand', () => {
    const done = new Map<string, number>();
    const names = Object.keys(TAMPERINGS);
    fc.assert(fc.property(books(), fc.nat(names.length - 1), fc.nat(24), fc.integer({ min: 1, max: 500 }), (book, which, at, by) => {
      const name = names[which] as string;
      expect(verify(book)).toBeNull();
      TAMPERINGS[name]?.(book, at, by);
      done.set(name, (done.get(name) ?? 0) + 1);
      if (verify(book) === null) throw new Error(`not found: ${name}`);
    }), { numRuns: 1_000, seed: 20_261_126 });
    // Every kind of it was tried.
    expect([...done.keys()].sort()).toEqual([...names].sort());
  });

  it('is named by the first row that is broken', () => {
    const kept = bookOf(REVERSED);
    TAMPERINGS['an amount']?.(kept, 3, 1);
    TAMPERINGS['a memo']?.(kept, 1, 1);
    expect(verify(kept)).toEqual({ number: 2, reason: 'changed' });
  });
});
