import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';

/** What somebody else does when marks of a session that is over are set or changed, inside the same unit of work. */
export type OnMarked = (tx: Tx, groupId: Id) => Promise<void>;

/** Where features that stand on attendance hear of registers: registers know nothing of what a course asks for its end. */
@Injectable()
export class RegisterEvents {
  private readonly onMarked: OnMarked[] = [];

  /** Called once at the start by a feature. */
  whenMarked(listener: OnMarked): void {
    this.onMarked.push(listener);
  }

  async marked(tx: Tx, groupId: Id): Promise<void> {
    for (const listener of this.onMarked) await listener(tx, groupId);
  }
}
