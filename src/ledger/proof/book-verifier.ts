import { localDateAt } from '../../shared/kernel/local-date.js';
import { firstHash, hashOf, type EntryLine, type PlacedEntry } from '../canonical-entry.js';
import { linesFault, monthOf, oppositeOf, type Month } from '../entry-rules.js';
import { readSealed, sealedText, type MonthSum } from '../sealed-month.js';

/** A line as it is kept. */
export interface StoredLine extends EntryLine {
  book: string;
  entryNumber: number;
  place: number;
}

/** An entry as it is kept, its lines by place. */
export interface StoredEntry extends Omit<PlacedEntry, 'lines'> {
  hash: string;
  lines: readonly StoredLine[];
}

/** How far the book says that it is written. */
export interface BookEnd {
  lastNumber: number;
  lastHash: string;
  closedThrough: Month;
}

export interface StoredBalance extends MonthSum {
  month: Month;
}

/** The first broken row. */
export interface BookFault {
  /** Of the entry; null when it is no entry that is broken. */
  number: number | null;
  /**
   * `missing`: no entry has the number. `repeated`: a second one has it. `chain`: it does not follow the one before.
   * `changed`: its hash is not that of what it says. `lines`: its lines are not whole, or do not balance. `date`: it counts
   * for a day to come or a month that was closed. `reversal`: it is not the opposite of what it takes back. `sealed`: a
   * closed month says other sums than its entries. `anchor`: its hash is not the one that was published. `end`: the book
   * ends elsewhere than it says. `strays`: there are lines of no entry. `balance`: a kept sum is not that of its lines.
   */
  reason: 'missing' | 'repeated' | 'chain' | 'changed' | 'lines' | 'date' | 'reversal' | 'sealed' | 'anchor' | 'end' | 'strays' | 'balance';
  detail?: string;
}

export interface VerifierOptions {
  /** Hashes that were published, by number. */
  anchors?: ReadonlyMap<number, string>;
}

/** Proves a centre's book entry by entry, in the order of their numbers, in little memory; the first fault ends it. */
export class BookVerifier {
  private number = 0;
  private previousHash: string;
  private closedThrough: Month = '';
  private lineCount = 0;
  private readonly sums = new Map<Month, Map<string, MonthSum>>();
  /** What each entry said, by number, for those that take one back; each text kept once. */
  private readonly said: string[] = [];
  private readonly texts = new Map<string, string>();

  constructor(private readonly book: string, private readonly options: VerifierOptions = {}) {
    this.previousHash = firstHash(book);
  }

  /** @returns what is wrong with the next entry; null when it holds */
  take(entry: StoredEntry): BookFault | null {
    const expected = this.number + 1;
    if (entry.number !== expected) return entry.number > expected ? { number: expected, reason: 'missing' } : { number: entry.number, reason: 'repeated' };
    const reason = this.faultOf(entry);
    if (reason) return { number: entry.number, ...reason };
    this.number = entry.number;
    this.previousHash = entry.hash;
    this.lineCount += entry.lines.length;
    return null;
  }

  /** @param lines how many lines the book has in all @returns what is wrong with the book as a whole; null when it holds */
  end(end: BookEnd, { lines, balances }: { lines: number; balances: readonly StoredBalance[] }): BookFault | null {
    if (end.lastNumber > this.number) return { number: this.number + 1, reason: 'missing' };
    if (end.lastNumber !== this.number || end.lastHash !== this.previousHash || end.closedThrough !== this.closedThrough) return { number: this.number, reason: 'end' };
    if (lines !== this.lineCount) return { number: null, reason: 'strays', detail: String(lines - this.lineCount) };
    const beyond = [...this.options.anchors?.keys() ?? []].find((number) => number > this.number);
    if (beyond !== undefined) return { number: beyond, reason: 'missing' };
    return this.balanceFault(balances);
  }

  /** How far it has come. */
  get place(): { number: number; hash: string } {
    return { number: this.number, hash: this.previousHash };
  }

  private faultOf(entry: StoredEntry): Omit<BookFault, 'number'> | null {
    if (entry.previousHash !== this.previousHash) return { reason: 'chain' };
    if (entry.lines.some((line, index) => line.place !== index || line.book !== this.book || line.entryNumber !== entry.number)) return { reason: 'lines' };
    if (hashOf(this.book, entry) !== entry.hash) return { reason: 'changed' };
    const anchor = this.options.anchors?.get(entry.number);
    if (anchor !== undefined && anchor !== entry.hash) return { reason: 'anchor' };
    const wrong = linesFault(entry);
    if (wrong) return { reason: 'lines', detail: wrong };
    if (entry.date > localDateAt(entry.recordedAt) || (entry.kind !== 'month-close' && monthOf(entry.date) <= this.closedThrough)) return { reason: 'date' };
    if (!this.reversalHolds(entry)) return { reason: 'reversal' };
    return this.addUp(entry);
  }

  private reversalHolds({ number, reverses, lines, kind }: StoredEntry): boolean {
    this.said[number] = this.kept(plain(lines));
    if ((kind === 'reversal') !== (reverses !== null)) return false;
    if (reverses === null) return true;
    const before = this.said[reverses];
    // Taken back once.
    this.said[reverses] = '';
    return before === plain(oppositeOf(lines));
  }

  private kept(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }

  private addUp({ kind, date, lines, sealed }: StoredEntry): Omit<BookFault, 'number'> | null {
    if (kind === 'month-close') return this.close(sealed ?? '');
    const month = this.sums.get(monthOf(date)) ?? new Map<string, MonthSum>();
    this.sums.set(monthOf(date), month);
    for (const { account, cents } of lines) {
      const sum = month.get(account) ?? { account, debitCents: 0, creditCents: 0 };
      month.set(account, { account, debitCents: sum.debitCents + Math.max(cents, 0), creditCents: sum.creditCents + Math.max(-cents, 0) });
    }
    return null;
  }

  private close(sealed: string): Omit<BookFault, 'number'> | null {
    const said = readSealed(sealed);
    if (!said || said.month <= this.closedThrough) return { reason: 'sealed' };
    if (sealedText({ ...said, sums: [...this.sums.get(said.month)?.values() ?? []] }) !== sealed) return { reason: 'sealed', detail: said.month };
    this.closedThrough = said.month;
    return null;
  }

  private balanceFault(balances: readonly StoredBalance[]): BookFault | null {
    const kept = new Map(balances.map((row) => [`${row.month} ${row.account}`, row]));
    for (const [month, sums] of this.sums) {
      for (const { account, debitCents, creditCents } of sums.values()) {
        const row = kept.get(`${month} ${account}`);
        if (row?.debitCents !== debitCents || row.creditCents !== creditCents) return { number: null, reason: 'balance', detail: `${month} ${account}` };
        kept.delete(`${month} ${account}`);
      }
    }
    const [stray] = kept.keys();
    return stray === undefined ? null : { number: null, reason: 'balance', detail: stray };
  }
}

function plain(lines: readonly EntryLine[]): string {
  return JSON.stringify(lines.map(({ account, cents }) => [account, cents]));
}
