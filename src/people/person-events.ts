import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';

/** What somebody else does when two records become one person, inside the same unit of work, after all that points to her has moved. */
export type OnMerged = (tx: Tx, pair: { keptId: Id; mergedId: Id }) => Promise<void>;

/** Where features hear of people whose records name a person otherwise than by a foreign key. */
@Injectable()
export class PersonEvents {
  private readonly onMerged: OnMerged[] = [];

  /** Called once at the start by a feature. */
  whenMerged(listener: OnMerged): void {
    this.onMerged.push(listener);
  }

  async merged(tx: Tx, pair: { keptId: Id; mergedId: Id }): Promise<void> {
    for (const listener of this.onMerged) await listener(tx, pair);
  }
}
