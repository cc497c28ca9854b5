import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import type { OutboxMessage } from './outbox-message.entity.js';

/** Of messages that are due, those that must not go out as things stand, by their ids; each with when to look again. */
export type Hindrance = (due: readonly OutboxMessage[]) => Promise<ReadonlyMap<Id, Instant>>;

/** Where features say what has become untrue of a message since it was written: the outbox knows nothing of what its messages are about. */
@Injectable()
export class OutboxHindrances {
  private readonly hindrances: Hindrance[] = [];

  /** Called once at the start by a feature. */
  add(hindrance: Hindrance): void {
    this.hindrances.push(hindrance);
  }

  /** The messages that are held back, each with when to look again. */
  async of(due: readonly OutboxMessage[]): Promise<ReadonlyMap<Id, Instant>> {
    const held = await Promise.all(due.length === 0 ? [] : this.hindrances.map((hindrance) => hindrance(due)));
    return new Map(held.flatMap((one) => [...one]));
  }
}
