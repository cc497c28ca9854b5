import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, In, LessThan, LessThanOrEqual } from 'typeorm';
import { SYSTEM } from '../database/tx.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Clock, type Instant } from '../kernel/clock.js';
import { describeFault, log } from '../web/log.js';
import { Channels } from './channels.js';
import { afterAttempt, TAKEN_FOR_LOST } from './delivery-rules.js';
import { OutboxHindrances } from './hindrances.js';
import { OutboxMessage } from './outbox-message.entity.js';

const LOOK_AGAIN = 15_000;
const AT_ONCE = 50;

/**
 * Sends what lies in the outbox, outside of any unit of work. A message is taken up by one process (its row is changed
 * first) and handed over once: when a process ends in between, it counts as `unknown` and stands on the call list, for
 * better is one reminder too few than two.
 */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock, @Inject(Channels) private readonly channels: Channels, private readonly hindrances: OutboxHindrances,
  ) {}

  onApplicationBootstrap(): void {
    if (this.channels.names.length === 0) return;
    this.timer = setInterval(() => void this.wake(), LOOK_AGAIN);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Sends what is due. Never rejects. @returns when nothing more is due */
  wake(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => log.warn(describeFault(error), 'the outbox was not worked off; it is looked at again later'))
      .finally(() => { this.working = undefined; });
    return this.working;
  }

  private async work(): Promise<void> {
    await this.giveUpLost();
    for (let due = await this.due(); due.length > 0 && !this.stopping; due = await this.due()) {
      const held = await this.hindrances.of(due);
      for (const message of due) {
        if (this.stopping) return;
        await this.deliver(message, held.get(message.id));
      }
    }
  }

  private due(): Promise<OutboxMessage[]> {
    return this.dataSource.manager.find(OutboxMessage, {
      where: { status: 'waiting', dueAt: LessThanOrEqual(this.clock.now()), channel: In(this.channels.names) }, order: { dueAt: 'ASC', id: 'ASC' }, take: AT_ONCE,
    });
  }

  /** @param heldUntil when to look again at one that must not go out as things stand */
  private async deliver(message: OutboxMessage, heldUntil: Instant | undefined): Promise<void> {
    const now = this.clock.now();
    const late = now >= message.uselessAfter;
    if (heldUntil !== undefined && !late) return void await this.change(message, 'waiting', { dueAt: heldUntil });
    const taken = await this.change(message, 'waiting', { status: late ? 'failed' : 'sending', takenAt: now, fault: late ? 'it would have come too late' : null });
    if (!taken || late) return;
    const attempt = await this.channels.send(message);
    const { status, dueAt, sentAt, fault } = afterAttempt(message, message.attempts + 1, attempt, this.clock.now());
    await this.change({ ...message, version: message.version + 1 }, 'sending', { status, dueAt, sentAt, fault, attempts: message.attempts + 1 });
    if (fault) log.warn({ channel: message.channel, status, fault }, 'a message did not go out');
  }

  /** @returns false when somebody else changed it first */
  private async change(message: OutboxMessage, from: OutboxMessage['status'], changes: Partial<OutboxMessage>): Promise<boolean> {
    const after = { ...message, ...changes };
    const affected = await this.unitOfWork.run((tx) => tx.execute(
      `UPDATE outbox_messages SET status = ?, attempts = ?, due_at = ?, taken_at = ?, sent_at = ?, fault = ?, version = version + 1
       WHERE id = ? AND version = ? AND status = ?`,
      [after.status, after.attempts, after.dueAt, after.takenAt, after.sentAt, after.fault, message.id, message.version, from]), { actor: SYSTEM });
    return affected > 0;
  }

  private async giveUpLost(): Promise<void> {
    const before = this.clock.now() - TAKEN_FOR_LOST;
    if (!await this.dataSource.manager.existsBy(OutboxMessage, { status: 'sending', takenAt: LessThan(before) })) return;
    await this.unitOfWork.run((tx) => tx.execute(
      "UPDATE outbox_messages SET status = 'unknown', fault = ?, version = version + 1 WHERE status = 'sending' AND taken_at < ?",
      ['the process that sent it ended', before]), { actor: SYSTEM });
  }
}
