import type { DataSource } from 'typeorm';
import { readTogether } from '../../shared/database/selections.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { EntryKind } from '../entry-kinds.js';
import { BookVerifier, type BookEnd, type BookFault, type StoredBalance, type StoredEntry, type StoredLine } from './book-verifier.js';

export interface BookProof {
  /** Entries that hold. */
  entries: number;
  /** Of the last entry that holds. */
  hash: string;
  fault: BookFault | null;
}

export interface VerifyOptions {
  anchors?: ReadonlyMap<number, string>;
  /** Told after each part, before it goes on. */
  onProgress?: (done: number, of: number) => void | Promise<void>;
}

/** Entries read at once. */
export const PART = 5_000;
/** Entries proved in one go. */
const BREATH = 250;
/** Below any number that a row can hold. */
export const BEFORE_ALL = -2_147_483_649;

type Row = Record<string, unknown>;

/**
 * Proves the book of a centre as it is kept: chain, lines, closed months, kept sums. It holds nobody up who writes meanwhile,
 * and goes on until it has seen that as well.
 * @returns null where there is no book
 */
export async function verifyBook(dataSource: DataSource, centreId: Id, { anchors, onProgress }: VerifyOptions = {}): Promise<BookProof | null> {
  const whole = await wholeOf(dataSource, centreId);
  if (!whole) return null;
  const verifier = new BookVerifier(centreId, { anchors: anchors ?? new Map() });
  const proof = (fault: BookFault | null): BookProof => ({ entries: verifier.place.number, hash: verifier.place.hash, fault });
  for (let end = whole; ;) {
    const before = verifier.place.number;
    const fault = await takeAll(dataSource, centreId, verifier, (done) => onProgress?.(done, end.end.lastNumber));
    if (fault) return proof(fault);
    // Read in one statement, so that its parts belong together.
    end = await wholeOf(dataSource, centreId) ?? end;
    const written = end.end.lastNumber > verifier.place.number && verifier.place.number > before;
    if (!written) return proof(verifier.end(end.end, end));
  }
}

async function rows(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<Row[]> {
  return dataSource.query<Row[]>(sql, parameters);
}

/** The database reads the next part while one is proved. */
async function takeAll(dataSource: DataSource, centreId: Id, verifier: BookVerifier, told: (done: number) => void | Promise<void> | undefined): Promise<BookFault | null> {
  for (let reading = partOf(dataSource, centreId, verifier.place.number || BEFORE_ALL); ;) {
    const part = await reading;
    const more = part.length === PART;
    if (more) reading = readAhead(dataSource, centreId, (part.at(-1) as StoredEntry).number);
    const fault = await takePart(part, verifier);
    if (fault) return fault;
    await told(verifier.place.number);
    if (!more) return null;
  }
}

function readAhead(dataSource: DataSource, centreId: Id, after: number): Promise<StoredEntry[]> {
  const reading = partOf(dataSource, centreId, after);
  // Whoever waits for it is told; nobody waits once a fault is found.
  reading.catch(() => undefined);
  return reading;
}

/** Lets go of the processor now and then, so that what the database sends is taken meanwhile. */
async function takePart(part: readonly StoredEntry[], verifier: BookVerifier): Promise<BookFault | null> {
  for (const [index, entry] of part.entries()) {
    const fault = verifier.take(entry);
    if (fault) return fault;
    if (index % BREATH === BREATH - 1) await new Promise((resolve) => { setImmediate(resolve); });
  }
  return null;
}

/** The next entries of a book, each with its lines, in the order of their numbers. Two queries. */
export async function partOf(dataSource: DataSource, centreId: Id, after: number): Promise<StoredEntry[]> {
  const entries = await rows(dataSource, `
    SELECT id, number, kind, date, reference, memo, reverses, sealed, recorded_at, recorded_by, salt, previous_hash, hash
    FROM ledger_entries WHERE centre_id = ? AND number > ? ORDER BY number LIMIT ${PART}`, [centreId, after]);
  const last = entries.at(-1);
  if (!last) return [];
  const lines = await rows(dataSource, `
    SELECT l.entry_id, l.centre_id, l.entry_number, l.place, l.account_code, l.cents FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
    WHERE e.centre_id = ? AND e.number > ? AND e.number <= ?`, [centreId, after, last.number]);
  const byEntry = new Map<unknown, StoredLine[]>();
  for (const line of lines) {
    const stored = {
      book: String(line.centre_id), entryNumber: Number(line.entry_number), place: Number(line.place), account: String(line.account_code), cents: Number(line.cents),
    };
    const list = byEntry.get(line.entry_id);
    if (list) list.push(stored);
    else byEntry.set(line.entry_id, [stored]);
  }
  return entries.map((row) => storedEntry(row, (byEntry.get(row.id) ?? []).sort((a, b) => a.place - b.place)));
}

function storedEntry(row: Row, lines: StoredLine[]): StoredEntry {
  return {
    number: Number(row.number), kind: row.kind as EntryKind, date: String(row.date), reference: String(row.reference), memo: textOrNull(row.memo),
    reverses: row.reverses === null ? null : Number(row.reverses), sealed: textOrNull(row.sealed), recordedAt: Number(row.recorded_at),
    recordedBy: textOrNull(row.recorded_by), salt: String(row.salt), previousHash: String(row.previous_hash), hash: String(row.hash), lines,
  };
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}

interface Whole {
  end: BookEnd;
  lines: number;
  balances: StoredBalance[];
}

async function wholeOf(dataSource: DataSource, centreId: Id): Promise<Whole | null> {
  const [books, counts, balances] = await readTogether(dataSource, [
    { columns: { lastNumber: 'last_number', lastHash: 'last_hash', closedThrough: 'closed_through' }, from: 'FROM ledger_books WHERE centre_id = ?', parameters: [centreId] },
    { columns: { count: 'COUNT(*)' }, from: 'FROM ledger_lines WHERE centre_id = ?', parameters: [centreId] },
    {
      columns: { month: 'month', account: 'account_code', debitCents: 'debit_cents', creditCents: 'credit_cents' },
      from: 'FROM ledger_balances WHERE centre_id = ?', parameters: [centreId],
    },
  ]) as [unknown[], [{ count: number }], StoredBalance[]];
  const [end] = books as BookEnd[];
  return end ? { end, lines: Number(counts[0].count), balances } : null;
}
