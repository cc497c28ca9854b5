import { Injectable } from '@nestjs/common';
import { isId } from '../../shared/kernel/ids.js';
import { readMonth } from '../book-months.js';

/** Where features say which page shows what an entry is about: its reference is `WORD:ID`, or `WORD:MONTH`. */
@Injectable()
export class EntryLinks {
  private readonly pages = new Map<string, (id: string) => string>();

  add(word: string, page: (id: string) => string): void {
    this.pages.set(word, page);
  }

  /** @returns null for what has no page of its own */
  pageOf(reference: string): string | null {
    const [word = '', id = ''] = reference.split(':');
    const page = this.pages.get(word);
    return page && (isId(id) || readMonth(id) !== null) ? page(id) : null;
  }
}
