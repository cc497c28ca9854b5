import { randomBytes } from 'node:crypto';
import { inserted, onConflict } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { firstHash, hashOf, type EntryContent } from './canonical-entry.js';
import { dateRefusals, linesFault, monthOf, oppositeOf } from './entry-rules.js';
import type { EntryKind } from './entry-kinds.js';
import { type LedgerBalance } from './ledger-balance.entity.js';
import { LedgerBook } from './ledger-book.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { LedgerLine } from './ledger-line.entity.js';

/** What somebody books. Without a date it counts for today. */
export type EntryDraft = Pick<EntryContent, 'reference' | 'lines'> & Partial<Pick<EntryContent, 'date' | 'memo' | 'reverses' | 'sealed'>> & { kind: EntryKind };

/**
 * Writes entries at the end of a centre's book, in their order, inside the caller's unit of work: the only way into it.
 * It changes the book's row first and reads it then, so that two who write at once go one after the other and each sees
 * what the other wrote, also where it is not the unit's first statement. Who changes records of people does so before.
 * @returns the entries as they are written, in the order of the drafts
 * @throws Refused for a day that is still to come or whose month is closed
 */
export async function appendEntries(tx: Tx, centreId: Id, drafts: readonly EntryDraft[]): Promise<LedgerEntry[]> {
  if (drafts.length === 0) return [];
  const today = localDateAt(tx.now);
  const book = await takeNumbers(tx, centreId, drafts.length);
  const entries: LedgerEntry[] = [];
  let previousHash = book.lastHash;
  for (const [index, draft] of drafts.entries()) {
    const entry = entryFrom(tx, centreId, { draft, today, number: book.lastNumber - drafts.length + index + 1, previousHash });
    refuseFor(dateRefusals(entry.date, { today, closedThrough: book.closedThrough }));
    entries.push(entry);
    previousHash = entry.hash;
  }
  await tx.insert(LedgerEntry, entries);
  const lines = entries.flatMap((entry, index) => linesOf(entry, drafts[index] as EntryDraft));
  if (lines.length > 0) await tx.insert(LedgerLine, lines);
  await addToBalances(tx, centreId, entries, drafts);
  await tx.execute('UPDATE ledger_books SET last_hash = ? WHERE centre_id = ?', [previousHash, centreId]);
  return entries;
}

/** Writes one entry (see `appendEntries`). */
export async function appendEntry(tx: Tx, centreId: Id, draft: EntryDraft): Promise<LedgerEntry> {
  return (await appendEntries(tx, centreId, [draft]))[0] as LedgerEntry;
}

/**
 * Takes an entry back by its opposite, dated today: what was written stays.
 * @param memo why @throws Refused when it was taken back before, NotThere
 */
export async function reverseEntry(tx: Tx, centreId: Id, entryId: Id, { reference, memo }: { reference: string; memo: string }): Promise<LedgerEntry> {
  const entry = await tx.manager.findOneBy(LedgerEntry, { id: entryId, centreId });
  if (!entry) throw new NotThere('ledger entry');
  if (await tx.manager.existsBy(LedgerEntry, { centreId, reverses: entry.number })) throw new Refused({ reason: 'ledger:refusals.reversed' });
  const lines = await tx.manager.find(LedgerLine, { where: { entryId }, order: { place: 'ASC' } });
  return appendEntry(tx, centreId, {
    kind: 'reversal', reference, memo, reverses: entry.number, lines: oppositeOf(lines.map(({ accountCode, cents }) => ({ account: accountCode, cents }))),
  });
}

/** The book as it stands when these numbers are taken; whoever comes after waits until this unit ends. */
async function takeNumbers(tx: Tx, centreId: Id, count: number): Promise<LedgerBook> {
  await tx.execute(`
    INSERT INTO ledger_books (id, centre_id, last_number, last_hash) VALUES (?, ?, ?, ?)
    ${onConflict(tx, 'centre_id')} last_number = ledger_books.last_number + ?`, [newId(), centreId, count, firstHash(centreId), count]);
  return tx.manager.findOneByOrFail(LedgerBook, { centreId });
}

function entryFrom(
  tx: Tx, centreId: Id, { draft, today, number, previousHash }: { draft: EntryDraft; today: string; number: number; previousHash: string },
): LedgerEntry {
  const content: EntryContent = { memo: null, reverses: null, sealed: null, ...draft, date: draft.date ?? today };
  const fault = linesFault(content);
  if (fault) throw new Error(`an entry that does not hold (${fault}): ${draft.kind} ${draft.reference}`);
  const { lines, ...said } = content;
  const placed = { ...said, number, recordedAt: tx.now, recordedBy: tx.actor.accountId, salt: randomBytes(16).toString('hex'), previousHash };
  return { id: newId(), centreId, ...placed, hash: hashOf(centreId, { ...placed, lines }) };
}

function linesOf({ id, centreId, number }: LedgerEntry, { lines }: EntryDraft): LedgerLine[] {
  return lines.map(({ account, cents }, place) => ({ id: newId(), entryId: id, centreId, entryNumber: number, place, accountCode: account, cents }));
}

/** What each account took in each month, the lines of all entries together, in one statement. */
async function addToBalances(tx: Tx, centreId: Id, entries: readonly LedgerEntry[], drafts: readonly EntryDraft[]): Promise<void> {
  const sums = new Map<string, LedgerBalance>();
  for (const [index, { date }] of entries.entries()) {
    for (const { account, cents } of drafts[index]?.lines ?? []) {
      const code = `${centreId}:${monthOf(date)}:${account}`;
      const sum = sums.get(code) ?? { code, centreId, month: monthOf(date), accountCode: account, debitCents: 0, creditCents: 0 };
      sums.set(code, { ...sum, debitCents: sum.debitCents + Math.max(cents, 0), creditCents: sum.creditCents + Math.max(-cents, 0) });
    }
  }
  const rows = [...sums.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (rows.length === 0) return;
  await tx.execute(`
    INSERT INTO ledger_balances (code, centre_id, month, account_code, debit_cents, credit_cents) VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}
    ${onConflict(tx, 'code')} debit_cents = ledger_balances.debit_cents + ${inserted(tx, 'debit_cents')}, credit_cents = ledger_balances.credit_cents + ${inserted(tx, 'credit_cents')}`,
    rows.flatMap((row) => [row.code, row.centreId, row.month, row.accountCode, row.debitCents, row.creditCents]));
}
