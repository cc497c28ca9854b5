import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';

/** What somebody who calls these people should know besides, by person, in the caller's language. One query. */
export type CallNote = (centreId: Id, personIds: readonly Id[], t: Translate) => Promise<ReadonlyMap<Id, string>>;

/** Where later features add a line to the call list. It is read by the staff alone: no register, no list of a group says any of it. */
@Injectable()
export class CallNotes {
  private readonly notes: CallNote[] = [];

  /** Called once at the start by a feature. */
  add(note: CallNote): void {
    this.notes.push(note);
  }

  /** The lines about each of these people; nobody of whom there is nothing to say. */
  async of(centreId: Id, personIds: readonly Id[], t: Translate): Promise<Map<Id, string[]>> {
    const lines = new Map<Id, string[]>();
    for (const said of await Promise.all(this.notes.map((note) => note(centreId, personIds, t)))) {
      for (const [personId, text] of said) lines.set(personId, [...lines.get(personId) ?? [], text]);
    }
    return lines;
  }
}
