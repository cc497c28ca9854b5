import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, Json, LooseId, OneOf, Ref, Text, Whole } from '../shared/database/columns.js';
import { Booking } from './booking.entity.js';
import { BOOKING_EVENTS, SIDES, type BookingEventKind, type Side } from './coaching-words.js';

/** Something that happened to a booking: who did it, when and why. Append-only. */
@Entity('booking_events')
@Index(['bookingId', 'happenedAt'])
@Index(['centreId', 'happenedAt'])
export class BookingEvent {
  @Id() id: string;
  @Ref(() => Booking) bookingId: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(BOOKING_EVENTS) kind: BookingEventKind;
  @OneOf(SIDES) side: Side;
  @Text(300, { null: true }) reason: string | null;
  /** 1 for a cancellation after the time until which it is free of blame. */
  @Whole({ default: 0 }) late: number;
  /** Of a move: the hour, coach and PC that it had before, and whether it changed the PC alone. */
  @Json({ null: true }) was: { date: string; startsAt: string; endsAt: string; coachId: string; workstationId: string; pcAlone?: true } | null;
  @Instant() happenedAt: number;
  @LooseId({ null: true }) madeBy: string | null;
}
