import { Injectable } from '@nestjs/common';
import { isId, type Id } from '../../shared/kernel/ids.js';

/** Where features say which page shows what an entry is about: its reference is `WORD:ID`. */
@Injectable()
export class EntryLinks {
  private readonly pages = new Map<string, (id: Id) => string>();

  add(word: string, page: (id: Id) => string): void {
    this.pages.set(word, page);
  }

  /** @returns null for what has no page of its own */
  pageOf(reference: string): string | null {
    const [word = '', id = ''] = reference.split(':');
    const page = this.pages.get(word);
    return page && isId(id) ? page(id) : null;
  }
}
