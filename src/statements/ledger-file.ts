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
 * statements, then every entry up to the last closed month. An entry about one learner shows its digest alone; any other
 * shows its kind, its lines and the digest of its texts, which name people.
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
    for (let after = BEFORE_ALL; after < closing.number;) {
      const part = (await partOf(this.dataSource, centreId, after)).filter(({ number }) => number <= closing.number);
      if (part.length === 0) return;
      yield part.map((entry) => line(openEntry(entry))).join('');
      after = part.length < PART ? closing.number : part.at(-1)?.number ?? closing.number;
    }
  }
}

/** What of an entry anybody may see. */
export function openEntry(entry: StoredEntry): object {
  const { number, date, recordedAt, kind, reverses, lines, sealed, hash } = entry;
  const texts = textsDigest(entry);
  const head = { number, date, recordedAt, body: bodyDigest(entry, texts), hash };
  if (ENTRY_KINDS[kind].personal) return head;
  return { ...head, kind, reverses: reverses ?? 0, lines: lines.map(({ account, cents }) => [account, cents]), texts, ...sealed === null ? {} : { seal: openSeal(sealed) } };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
