import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { Channels } from '../shared/outbox/channels.js';
import { OutboxHindrances } from '../shared/outbox/hindrances.js';
import type { OutboxMessage } from '../shared/outbox/outbox-message.entity.js';
import { callBack, post } from '../shared/outbox/outbox.js';
import { dayWords } from '../shared/web/date-words.js';
import { BookingEvents } from './booking-events.js';
import type { Booking } from './booking.entity.js';
import { withoutTheirHour } from './misfits.js';
import { MisfitsRepository } from './misfits.repository.js';
import { howToReach, sayWords } from './reaching.js';
import { heldUntil, isReminder, reminderClaim, reminderDue } from './reminder-rules.js';

/**
 * Reminds people of their bookings: writes the message in the unit of work that books or moves, and calls it back in the
 * one that moves or cancels. It says when and where, and never what about. Of an hour that cannot be held any more it stays
 * back, and stands on the call list.
 */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly events: BookingEvents, @Inject(Channels) private readonly channels: Channels, private readonly hindrances: OutboxHindrances,
    private readonly misfits: MisfitsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.whenChanged(async (tx, kind, booking) => {
      if (kind === 'moved' || kind === 'cancelled') await callBack(tx, booking.id);
      if (kind === 'moved' || kind === 'booked') await this.remind(tx, booking);
    });
    this.hindrances.add((due) => this.ofHoursLost(due.filter(isReminder)));
  }

  /** What became of an hour after it was booked changes no booking, so it is looked at when its reminder is due. One query a centre. */
  private async ofHoursLost(due: readonly OutboxMessage[]): Promise<ReadonlyMap<Id, Instant>> {
    const now = this.clock.now();
    const held = new Map<Id, Instant>();
    for (const [centreId, reminders] of groupBy(due, ({ centreId: id }) => id)) {
      const lost = withoutTheirHour(await this.misfits.ofCentre(centreId as Id, now));
      for (const { id } of reminders.filter(({ aboutId }) => lost.has(aboutId as Id))) held.set(id, heldUntil(now));
    }
    return held;
  }

  private async remind(tx: Tx, booking: Booking): Promise<void> {
    const due = reminderDue(booking, tx.now);
    const reached = due === null ? null : await howToReach(tx, booking, this.channels.names);
    if (due === null || !reached) return;
    const { t, centre, way } = reached;
    const words = { centre, day: dayWords(t, booking.date), time: booking.startsAt };
    await post(tx, {
      ...way, subject: t('coaching:reminder.subject', words), body: `${t('coaching:reminder.body', words)} ${sayWords(reached, 'reminder')}`,
      centreId: booking.centreId, claim: reminderClaim(booking.id, booking), aboutId: booking.id,
      dueAt: due, uselessAfter: instantAt(booking.date, booking.startsAt),
    });
  }
}
