import { Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import type { Booking } from './booking.entity.js';
import type { BookingEventKind } from './coaching-words.js';

/** What somebody else does when something happened to a booking, inside the same unit of work. `before` is null for a new one. */
export type OnBooking = (tx: Tx, kind: BookingEventKind, booking: Booking, before: Booking | null) => Promise<void>;

/** Where what stands on bookings hears of them: reminders, calendars. */
@Injectable()
export class BookingEvents {
  private readonly listeners: OnBooking[] = [];

  /** Called once at the start. */
  whenChanged(listener: OnBooking): void {
    this.listeners.push(listener);
  }

  async changed(tx: Tx, kind: BookingEventKind, booking: Booking, before: Booking | null): Promise<void> {
    for (const listener of this.listeners) await listener(tx, kind, booking, before);
  }
}
