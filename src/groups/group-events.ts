import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';

/** What somebody else does when groups come into being, inside the same unit of work. */
export type OnFormed = (tx: Tx, groupIds: readonly Id[]) => Promise<void>;

/** What somebody else does when a group meets at another hour, inside the same unit of work. */
export type OnRetimed = (tx: Tx, groupId: Id) => Promise<void>;

/** Where features that stand on groups hear of them: groups know nothing of sessions, so attendance registers here. */
@Injectable()
export class GroupEvents {
  private readonly onFormed: OnFormed[] = [];
  private readonly onRetimed: OnRetimed[] = [];

  /** Called once at the start by a feature. */
  whenFormed(listener: OnFormed): void {
    this.onFormed.push(listener);
  }

  /** Called once at the start by a feature. */
  whenRetimed(listener: OnRetimed): void {
    this.onRetimed.push(listener);
  }

  async retimed(tx: Tx, groupId: Id): Promise<void> {
    for (const listener of this.onRetimed) await listener(tx, groupId);
  }

  async formed(tx: Tx, groupIds: readonly Id[]): Promise<void> {
    for (const listener of this.onFormed) await listener(tx, groupIds);
  }
}
