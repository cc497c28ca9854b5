import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, Json, LooseId, OneOf, Ref, Text, Version } from '../shared/database/columns.js';
import { WAIT_ENDS, type CoachSex, type CoachingTopic } from './coaching-words.js';

/** What somebody wishes of an hour of coaching; what is left out does not matter to her. */
export interface CoachingWishes {
  coachId?: string;
  sex?: CoachSex;
  language?: string;
  part?: 'morning' | 'afternoon' | 'evening';
}

/** Somebody who waits for an hour on days that are full. */
@Entity('coaching_waits')
@Index(['centreId', 'endedAt', 'askedAt'])
@Index(['personId', 'endedAt'])
export class CoachingWait {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @CalendarDate() fromDate: string;
  @CalendarDate() toDate: string;
  @Json() wishes: CoachingWishes;
  @Text(20) topic: CoachingTopic;
  @Instant() askedAt: number;
  @LooseId({ null: true }) askedBy: string | null;
  @Instant({ null: true }) endedAt: number | null;
  @OneOf(WAIT_ENDS, { null: true }) endReason: (typeof WAIT_ENDS)[number] | null;
  @Version() version: number;
}
