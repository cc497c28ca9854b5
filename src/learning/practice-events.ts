import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';

/** What somebody else does when a learner comes to the end of a practice, inside the same unit of work. */
export type OnPractised = (tx: Tx, personId: Id) => Promise<void>;

/** Where features that stand on learning hear of practices: learning knows nothing of what a course asks for its end. */
@Injectable()
export class PracticeEvents {
  private readonly onPractised: OnPractised[] = [];

  /** Called once at the start by a feature. */
  whenPractised(listener: OnPractised): void {
    this.onPractised.push(listener);
  }

  async practised(tx: Tx, personId: Id): Promise<void> {
    for (const listener of this.onPractised) await listener(tx, personId);
  }
}
