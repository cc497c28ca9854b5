import { Entity, Index, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LongText, Ref, Secret, Text, Version } from '../shared/database/columns.js';
import { Booking } from './booking.entity.js';

/** A coach's private note about an hour, sealed: the database alone does not open it. */
@Entity('coaching_notes')
@Unique('uq_coaching_notes_booking_id_author_id', ['bookingId', 'authorId'])
@Index(['personId', 'authorId'])
@Index(['keyId'])
export class CoachingNote {
  @Id() id: string;
  @Ref(() => Booking) bookingId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Account) authorId: string;
  /** Which key opens it. */
  @Text(40) keyId: string;
  @Secret() @LongText() sealed: string;
  @Instant() writtenAt: number;
  @Version() version: number;
}
