import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bodyDigest, LEDGER_FORM, textsDigest } from '../ledger/canonical-entry.js';
import { ENTRY_KINDS } from '../ledger/entry-kinds.js';
import { openSeal } from '../ledger/sealed-month.js';
import { partOf, BEFORE_ALL, PART } from '../ledger/proof/verify-book.js';
import type { StoredEntry } from '../ledger/proof/book-verifier.js';
import type { Id } from '../shared/kernel/ids.js';
import { MonthClosing } from './month-closing.entity.js';

/**
 * A centre's book as anybody may check it, a JSON value a line: first what it is and how it is checked, then the published
 * statements, then every entry up to the last closed month. An entry about one learner shows its digest alone, and so does
 * what takes one back; any other shows its kind, its lines and the digest of its texts, which name people: so that whoever
 * wants can add up expenses and what came in kind.
 */
@Injectable()
export class LedgerFile {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * @param head what the first line says beside the form and the book: whose it is, and how it is checked
   * @param closing the number and the hash of the entry that closed the last month
   */
  stream(centreId: Id, head: object, closing: { number: number; hash: string }): Readable {
    return Readable.from(this.lines(centreId, head, closing));
  }

  private async* lines(centreId: Id, head: object, closing: { number: number; hash: string }): AsyncGenerator<string> {
    yield line({ form: LEDGER_FORM, book: centreId, closing, ...head });
    const closings = await this.dataSource.manager.find(MonthClosing, { where: { centreId }, order: { month: 'ASC' } });
    for (const { published } of closings) yield line({ statement: published });
    const open = new OpenEntries();
    for (let after = BEFORE_ALL; after < closing.number;) {
      const part = (await partOf(this.dataSource, centreId, after)).filter(({ number }) => number <= closing.number);
      if (part.length === 0) return;
      yield part.map((entry) => line(open.show(entry))).join('');
      after = part.length < PART ? closing.number : part.at(-1)?.number ?? closing.number;
    }
  }
}

/** What of entries anybody may see, in the order of the book. */
class OpenEntries {
  /** Numbers of those that are shown with their amounts. */
  private readonly whole = new Set<number>();

  show(entry: StoredEntry): object {
    const { kind, number, reverses } = entry;
    // A reversal is about whatever it takes back.
    const open = reverses === null ? !ENTRY_KINDS[kind].personal : this.whole.has(reverses);
    if (open) this.whole.add(number);
    return openEntry(entry, open);
  }
}

function openEntry(entry: StoredEntry, open: boolean): object {
  const { number, date, recordedAt, kind, reverses, lines, sealed, hash } = entry;
  const texts = textsDigest(entry);
  const head = { number, date, recordedAt, body: bodyDigest(entry, texts), hash };
  if (!open) return head;
  return { ...head, kind, reverses: reverses ?? 0, lines: lines.map(({ account, cents }) => [account, cents]), texts, ...sealed === null ? {} : { seal: openSeal(sealed) } };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
