import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, Json, LooseId, Ref, Version, Whole } from '../shared/database/columns.js';
import { Booking } from './booking.entity.js';

/** What came of an hour of coaching, for the figures: how sure she felt before and after, and which skills were practised. */
@Entity('coaching_outcomes')
@Unique('uq_coaching_outcomes_booking_id', ['bookingId'])
@Index(['personId'])
@Index(['centreId', 'recordedAt'])
export class CoachingOutcome {
  @Id() id: string;
  @Ref(() => Booking) bookingId: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  /** 1 to 5, by five faces; null when she did not say. */
  @Whole({ null: true }) confidenceBefore: number | null;
  @Whole({ null: true }) confidenceAfter: number | null;
  /** Codes of the skills of placement. */
  @Json() skills: string[];
  @Instant() recordedAt: number;
  @LooseId({ null: true }) recordedBy: string | null;
  @Version() version: number;
}
