import { Entity, Index, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import type { MotherTongue } from '../people/person-words.js';
import { Id, Instant, Json, OneOf, Ref, Secret, Text, Version, Whole } from '../shared/database/columns.js';
import { COACH_SEXES, type CoachSex, type CoachingTopic } from './coaching-words.js';

/** Somebody of the staff who coaches at a centre: a trainer or a volunteer. */
@Entity('coaches')
@Unique('uq_coaches_account_id_centre_id', ['accountId', 'centreId'])
@Unique('uq_coaches_calendar_key', ['calendarKey'])
@Index(['centreId', 'endedAt'])
export class Coach {
  @Id() id: string;
  @Ref(() => Account) accountId: string;
  @Ref(() => Centre) centreId: string;
  /** Null where she or he does not state it. */
  @OneOf(COACH_SEXES, { null: true }) sex: CoachSex | null;
  @Json() languages: MotherTongue[];
  /** Empty: all of them. */
  @Json() topics: CoachingTopic[];
  @Whole() bookingsADay: number;
  /** The SHA-256 of the secret part of the calendar's address; null before there is one. */
  @Secret() @Text(64, { null: true }) calendarKey: string | null;
  @Instant() createdAt: number;
  /** Since when she or he no longer coaches here: takes no bookings, keeps what was done. */
  @Instant({ null: true }) endedAt: number | null;
  @Version() version: number;
}
