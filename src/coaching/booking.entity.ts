import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Workstation } from '../centres/workstation.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, LooseId, OneOf, Ref, Text, TimeOfDay, Version } from '../shared/database/columns.js';
import { Coach } from './coach.entity.js';
import { BOOKING_CHANNELS, BOOKING_STATUSES, type BookingChannel, type BookingStatus, type CoachingTopic } from './coaching-words.js';

/** One-on-one coaching: a person, a coach and a PC together, at an hour. What it holds stands in `coaching_holds`. */
@Entity('bookings')
@Index(['centreId', 'date', 'startsAt'])
@Index(['personId', 'date'])
@Index(['coachId', 'date', 'startsAt'])
@Index(['workstationId', 'date'])
@Index(['seriesId'])
export class Booking {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Coach) coachId: string;
  @Ref(() => Workstation) workstationId: string;
  @CalendarDate() date: string;
  @TimeOfDay() startsAt: string;
  @TimeOfDay() endsAt: string;
  @Text(20) topic: CoachingTopic;
  @OneOf(BOOKING_STATUSES) status: BookingStatus;
  /** Shared by those that were booked together. */
  @LooseId({ null: true }) seriesId: string | null;
  @OneOf(BOOKING_CHANNELS) bookedThrough: BookingChannel;
  @Instant() bookedAt: number;
  @LooseId({ null: true }) bookedBy: string | null;
  @Version() version: number;
}
