import type { Cents } from '../shared/kernel/money.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { EntryKind } from './entry-kinds.js';
import { sealDigest } from './sealed-month.js';
import { sha256 } from './sha256.js';

/** The name of the form, first in what is hashed of every entry. Another form would have another name. */
export const LEDGER_FORM = 'minka-ledger-1';

/** One account of an entry: positive amounts are debits, negative ones credits. */
export interface EntryLine {
  account: string;
  cents: Cents;
}

/** All that an entry says, its place in the book apart. */
export interface EntryContent {
  kind: EntryKind;
  /** The day that it counts for. */
  date: LocalDate;
  /** What it is about: `receipt:UUID`. */
  reference: string;
  /** Why, for people; empty where the kind says it all. */
  memo: string | null;
  /** The number of the entry that it takes back. */
  reverses: number | null;
  lines: readonly EntryLine[];
  /** What a closed month sealed, as text; nothing in all other kinds. */
  sealed: string | null;
}

/** An entry with its place in the book. */
export interface PlacedEntry extends EntryContent {
  number: number;
  /** Epoch milliseconds. */
  recordedAt: number;
  recordedBy: string | null;
  /** 32 hexadecimal digits by chance: what an entry says cannot be found by trying. */
  salt: string;
  previousHash: string;
}

/**
 * How an entry is hashed. Every part is a JSON array of strings and whole numbers without spaces, as `JSON.stringify`
 * of ECMAScript writes it (RFC 8785 gives the same), in UTF-8; every digest is SHA-256 in lower-case hexadecimal.
 * What is absent stands as an empty string, a reversed number as 0.
 *
 *     texts  = sha256([salt, reference, memo, recordedBy])
 *     seal   = "", or of a closed month sha256([month, statement, sha256([nonce, [[account, debit, credit], …]])])
 *     body   = sha256([kind, reverses, [[account, cents], …], texts, seal])
 *     hash   = sha256(["minka-ledger-1", book, number, date, recordedAt, body, previous hash])
 *
 * So that whoever has only number, date, instant and body of an entry can still prove the chain; who has the body's parts
 * as well, the amounts; and only who has the texts sees what they say. The first entry's previous hash is `firstHash`.
 */
export function hashOf(book: string, entry: PlacedEntry): string {
  return headHash(book, { ...entry, body: bodyDigest(entry, textsDigest(entry)) });
}

/** What of an entry keeps the chain. */
export interface EntryHead {
  number: number;
  date: LocalDate;
  recordedAt: number;
  body: string;
  previousHash: string;
}

function headHash(book: string, { number, date, recordedAt, body, previousHash }: EntryHead): string {
  return sha256([LEDGER_FORM, book, number, date, recordedAt, body, previousHash]);
}

export function bodyDigest({ kind, reverses, lines, sealed }: Pick<EntryContent, 'kind' | 'reverses' | 'lines' | 'sealed'>, texts: string): string {
  return sha256([kind, reverses ?? 0, lines.map(({ account, cents }) => [account, cents]), texts, sealed === null ? '' : sealDigest(sealed)]);
}

export function textsDigest({ salt, reference, memo, recordedBy }: Pick<PlacedEntry, 'salt' | 'reference' | 'memo' | 'recordedBy'>): string {
  return sha256([salt, reference, memo ?? '', recordedBy ?? '']);
}

/** What the first entry of a book names as the one before it. */
export function firstHash(book: string): string {
  return sha256([LEDGER_FORM, book]);
}
