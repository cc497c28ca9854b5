import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { Channels } from '../shared/outbox/channels.js';
import { callBack, post } from '../shared/outbox/outbox.js';
import { dayWords } from '../shared/web/date-words.js';
import { BookingEvents } from './booking-events.js';
import type { Booking } from './booking.entity.js';
import { howToReach, sayWords } from './reaching.js';
import { reminderClaim, reminderDue } from './reminder-rules.js';

/**
 * Reminds people of their bookings: writes the message in the unit of work that books or moves, and calls it back in the
 * one that moves or cancels. It says when and where, and never what about.
 */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(private readonly events: BookingEvents, @Inject(Channels) private readonly channels: Channels) {}

  onModuleInit(): void {
    this.events.whenChanged(async (tx, kind, booking) => {
      if (kind === 'moved' || kind === 'cancelled') await callBack(tx, booking.id);
      if (kind === 'moved' || kind === 'booked') await this.remind(tx, booking);
    });
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
