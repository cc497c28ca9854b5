import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { EntryLine } from '../canonical-entry.js';
import type { EntryKind } from '../entry-kinds.js';
import type { Month } from '../entry-rules.js';
import { LedgerEntry } from '../ledger-entry.entity.js';
import { LedgerLine } from '../ledger-line.entity.js';
import { daysOf } from '../book-months.js';

/** What of the journal is asked for. */
export interface JournalFilter {
  kind: EntryKind | null;
  month: Month | null;
  account: string | null;
  /** Only entries before this one. */
  before: number | null;
}

export interface JournalEntry extends Pick<LedgerEntry, 'number' | 'date' | 'kind' | 'reference' | 'memo' | 'reverses'> {
  lines: EntryLine[];
}

/** An entry with all that its page shows. */
export interface EntryFound {
  entry: LedgerEntry;
  lines: EntryLine[];
  recordedByName: string | null;
  /** The entry that took it back. */
  reversedBy: number | null;
}

type Condition = [sql: string, values: readonly unknown[]];

/** Reads of the journal within a centre. */
@Injectable()
export class JournalRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest entries first, with their lines. One query, as long for the first page as for the last. */
  async page(centreId: Id, filter: JournalFilter, most: number): Promise<JournalEntry[]> {
    const conditions = conditionsOf(centreId, filter);
    const rows = await this.dataSource.query<(Omit<JournalEntry, 'lines'> & EntryLine)[]>(`
      SELECT f.number, f.date, f.kind, f.reference, f.memo, f.reverses, x.account_code AS account, x.cents
      FROM (SELECT e.id, e.number, e.date, e.kind, e.reference, e.memo, e.reverses FROM ${filter.account ? 'ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id' : 'ledger_entries e'}
        WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY ${filter.account ? 'l.entry_number' : 'e.number'} DESC LIMIT ?) f
      LEFT JOIN ledger_lines x ON x.entry_id = f.id
      ORDER BY f.number DESC, x.place`, [...conditions.flatMap(([, values]) => values), most]);
    const entries = new Map<number, JournalEntry>();
    for (const { account, cents, ...said } of rows) {
      const entry = entries.get(said.number) ?? { ...said, lines: [] };
      // A sealed month has no lines.
      if (account !== null) entry.lines.push({ account, cents });
      entries.set(said.number, entry);
    }
    return [...entries.values()];
  }

  /** See `openingNumber`. One query. */
  opening(centreId: Id): Promise<number | null> {
    return openingNumber(this.dataSource.manager, centreId);
  }

  /** Three queries. @throws NotThere */
  async find(centreId: Id, number: number): Promise<EntryFound> {
    const entry = await this.dataSource.manager.findOneBy(LedgerEntry, { centreId, number });
    if (!entry) throw new NotThere('entry');
    const lines = await this.dataSource.manager.find(LedgerLine, { where: { entryId: entry.id }, order: { place: 'ASC' } });
    const [more] = await this.dataSource.query<Pick<EntryFound, 'recordedByName' | 'reversedBy'>[]>(`
      SELECT (SELECT display_name FROM accounts WHERE id = ?) AS recordedByName,
        (SELECT number FROM ledger_entries WHERE centre_id = ? AND reverses = ?) AS reversedBy`, [entry.recordedBy, centreId, number]);
    return {
      entry, lines: lines.map(({ accountCode, cents }) => ({ account: accountCode, cents })),
      recordedByName: more?.recordedByName ?? null, reversedBy: more?.reversedBy ?? null,
    };
  }
}

/** The entry that says what there was when the books began; null where none does, or it was taken back. What a till found then has a reference of its own. */
export async function openingNumber(manager: EntityManager, centreId: Id): Promise<number | null> {
  const [opening] = await manager.query<{ number: number }[]>(`
    SELECT e.number FROM ledger_entries e WHERE e.centre_id = ? AND e.kind = 'opening' AND e.reference LIKE 'opening:%'
      AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.centre_id = e.centre_id AND r.reverses = e.number) LIMIT 1`, [centreId]);
  return opening?.number ?? null;
}

function conditionsOf(centreId: Id, { kind, month, account, before }: JournalFilter): Condition[] {
  const number = account ? 'l.entry_number' : 'e.number';
  return [
    account ? ['l.centre_id = ? AND l.account_code = ?', [centreId, account]] : ['e.centre_id = ?', [centreId]],
    // An entry that names an account twice is there once.
    ...account ? [['NOT EXISTS (SELECT 1 FROM ledger_lines o WHERE o.entry_id = l.entry_id AND o.account_code = l.account_code AND o.place < l.place)', []] as Condition] : [],
    ...before === null ? [] : [[`${number} < ?`, [before]] as Condition],
    ...kind ? [['e.kind = ?', [kind]] as Condition] : [],
    ...month ? monthConditions(centreId, number, month) : [],
  ];
}

/** The first and the last number of a month are found in an index of their own: what lies around them is never walked through. */
function monthConditions(centreId: Id, number: string, month: Month): Condition[] {
  const [from, to] = daysOf(month);
  const ofMonth = 'FROM ledger_entries m WHERE m.centre_id = ? AND m.date BETWEEN ? AND ?';
  return [
    ['e.date BETWEEN ? AND ?', [from, to]],
    [`${number} BETWEEN (SELECT MIN(m.number) ${ofMonth}) AND (SELECT MAX(m.number) ${ofMonth})`, [centreId, from, to, centreId, from, to]],
  ];
}
