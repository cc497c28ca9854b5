import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';

/** What else comes of it when somebody withdraws, in the viewer's language; null for nothing. At most two queries. */
export type WithdrawalNote = (enrolment: { id: Id; centreId: Id; editionId: Id }, t: Translate) => Promise<string | null>;

/** Where later features say, on the page that asks why somebody withdraws, what will become of what is theirs. */
@Injectable()
export class WithdrawalNotes {
  private readonly notes: WithdrawalNote[] = [];

  /** Called once at the start by a feature. */
  add(note: WithdrawalNote): void {
    this.notes.push(note);
  }

  async of(enrolment: { id: Id; centreId: Id; editionId: Id }, t: Translate): Promise<string[]> {
    const said = await Promise.all(this.notes.map((note) => note(enrolment, t)));
    return said.filter((text) => text !== null);
  }
}
