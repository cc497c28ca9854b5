import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import type { EditionStatus } from './edition-rules.js';

/** What somebody else does when an edition goes from one status to another, inside the same unit of work. */
export type OnMoved = (tx: Tx, edition: { id: Id; from: EditionStatus; to: EditionStatus }) => Promise<void>;

/** Where features that stand on courses hear of editions: courses know nothing of enrolments and registers. */
@Injectable()
export class EditionEvents {
  private readonly onMoved: OnMoved[] = [];

  /** Called once at the start by a feature. */
  whenMoved(listener: OnMoved): void {
    this.onMoved.push(listener);
  }

  async moved(tx: Tx, edition: { id: Id; from: EditionStatus; to: EditionStatus }): Promise<void> {
    for (const listener of this.onMoved) await listener(tx, edition);
  }
}
