import fc from 'fast-check';
import { CHART } from '../../src/ledger/chart.js';
import { firstHash, hashOf, type EntryLine } from '../../src/ledger/canonical-entry.js';
import type { EntryKind } from '../../src/ledger/entry-kinds.js';
import { monthOf, moved, oppositeOf } from '../../src/ledger/entry-rules.js';
import { sealedText, type MonthSum } from '../../src/ledger/sealed-month.js';
import { BookVerifier, type BookEnd, type BookFault, type StoredBalance, type StoredEntry } from '../../src/ledger/proof/book-verifier.js';

export const BOOK = '019ac000-0000-7000-8000-000000000001';
const NOON = Date.UTC(2026, 10, 20, 17);

/** A whole book as it is kept. */
export interface Kept {
  entries: StoredEntry[];
  end: BookEnd;
  balances: StoredBalance[];
}

export interface Step {
  kind: EntryKind;
  date: string;
  memo?: string;
  reverses?: number;
  lines: readonly EntryLine[];
  sealed?: string;
}

/** The book that these steps make, written as `appendEntries` writes it. */
export function bookOf(steps: readonly Step[]): Kept {
  const entries: StoredEntry[] = [];
  let [previousHash, closedThrough] = [firstHash(BOOK), ''];
  for (const [index, { kind, date, memo = null, reverses = null, lines, sealed = null }] of steps.entries()) {
    const number = index + 1;
    const placed = {
      kind, date, memo, reverses, sealed, number, reference: `${kind}:${number}`, recordedAt: NOON + index, recordedBy: null, salt: number.toString(16).padStart(32, '0'), previousHash,
    };
    const hash = hashOf(BOOK, { ...placed, lines });
    entries.push({ ...placed, hash, lines: lines.map((line, place) => ({ ...line, book: BOOK, entryNumber: number, place })) });
    previousHash = hash;
    if (sealed) closedThrough = (JSON.parse(sealed) as [string])[0];
  }
  return { entries, end: { lastNumber: entries.length, lastHash: previousHash, closedThrough }, balances: balancesOf(entries) };
}

export function balancesOf(entries: readonly StoredEntry[]): StoredBalance[] {
  const sums = new Map<string, StoredBalance>();
  for (const { date, lines } of entries) {
    for (const { account, cents } of lines) {
      const key = `${monthOf(date)} ${account}`;
      const sum = sums.get(key) ?? { month: monthOf(date), account, debitCents: 0, creditCents: 0 };
      sums.set(key, { ...sum, debitCents: sum.debitCents + Math.max(cents, 0), creditCents: sum.creditCents + Math.max(-cents, 0) });
    }
  }
  return [...sums.values()];
}

export function verify({ entries, end, balances }: Kept, anchors = new Map<number, string>()): BookFault | null {
  const verifier = new BookVerifier(BOOK, { anchors });
  // As they are read: by number, each with its lines by place.
  for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
    const fault = verifier.take({ ...entry, lines: [...entry.lines].sort((a, b) => a.place - b.place) });
    if (fault) return fault;
  }
  return verifier.end(end, { lines: entries.reduce((sum, { lines }) => sum + lines.length, 0), balances });
}

const sumsOf = (steps: readonly Step[], month: string): MonthSum[] => balancesOf(bookOf(steps).entries).filter((row) => row.month === month);

export function closed(steps: readonly Step[], month: string): Step {
  return { kind: 'month-close', date: '2026-11-20', lines: [], sealed: sealedText({ month, statement: 'a'.repeat(64), nonce: 'b'.repeat(32), sums: sumsOf(steps, month) }) };
}

/** Random books of transfers and reversals over three months, of which the first ones are closed when they are over. */
export function books({ leastClosed = 0 } = {}): fc.Arbitrary<Kept> {
  const wanted = fc.array(fc.record({
    from: fc.nat(CHART.length - 1), to: fc.nat(CHART.length - 1), cents: fc.integer({ min: 1, max: 90_000 }), day: fc.integer({ min: 1, max: 19 }), reverses: fc.nat(4), memo: fc.string({ maxLength: 12 }),
    month: fc.constantFrom('2026-09', '2026-10', '2026-11'),
  }), { minLength: 3, maxLength: 25 });
  return fc.tuple(wanted, fc.integer({ min: leastClosed, max: 2 })).map(([list, closing]) => {
    const steps: Step[] = [];
    const taken = new Set<number>();
    for (const [index, month] of ['2026-09', '2026-10', '2026-11'].entries()) {
      for (const one of list.filter((each) => each.month === month)) steps.push(stepOf(one, steps, taken));
      if (index < closing) steps.push(closed(steps, month));
    }
    return bookOf(steps);
  });
}

interface WantedStep {
  from: number;
  to: number;
  cents: number;
  day: number;
  reverses: number;
  memo: string;
  month: string;
}

/** Takes back what it names where that can be taken back, else moves money from one account to another. */
function stepOf({ from, to, cents, day, reverses, memo, month }: WantedStep, steps: readonly Step[], taken: Set<number>): Step {
  const before = steps[reverses];
  if (reverses > 0 && before && before.kind === 'transfer' && !taken.has(reverses)) {
    taken.add(reverses);
    return { kind: 'reversal', date: '2026-11-20', memo, reverses: reverses + 1, lines: oppositeOf(before.lines) };
  }
  const [a, b] = [CHART[from]?.code as string, CHART[to === from ? (to + 1) % CHART.length : to]?.code as string];
  return { kind: 'transfer', date: `${month}-${String(day).padStart(2, '0')}`, memo, lines: moved(a, b, cents) };
}
