import type { Attempt } from './delivery-rules.js';
import type { OutboxMessage } from './outbox-message.entity.js';

/** A way by which messages leave. */
export interface Channel {
  /** As in `OutboxMessage.channel`. */
  name: string;
  /** Never rejects: what went wrong is part of the answer. */
  send(message: Pick<OutboxMessage, 'id' | 'recipient' | 'subject' | 'body'>): Promise<Attempt>;
}

/** The channels that this installation has; without any, messages are not even written. */
export class Channels {
  private readonly byName: ReadonlyMap<string, Channel>;

  constructor(channels: readonly Channel[] = []) {
    this.byName = new Map(channels.map((channel) => [channel.name, channel]));
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  async send(message: OutboxMessage): Promise<Attempt> {
    const channel = this.byName.get(message.channel);
    return channel ? channel.send(message) : { outcome: 'not-now', fault: `no channel ${message.channel}` };
  }
}
