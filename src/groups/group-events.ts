import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';

/** What somebody else does when groups come into being, inside the same unit of work. */
export type OnFormed = (tx: Tx, groupIds: readonly Id[]) => Promise<void>;

/** Where features that stand on groups hear of them: groups know nothing of sessions, so attendance registers here. */
@Injectable()
export class GroupEvents {
  private readonly onFormed: OnFormed[] = [];

  /** Called once at the start by a feature. */
  whenFormed(listener: OnFormed): void {
    this.onFormed.push(listener);
  }

  async formed(tx: Tx, groupIds: readonly Id[]): Promise<void> {
    for (const listener of this.onFormed) await listener(tx, groupIds);
  }
}
