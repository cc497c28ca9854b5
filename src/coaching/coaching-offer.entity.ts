import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Workstation } from '../centres/workstation.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, OneOf, Ref, TimeOfDay, Version } from '../shared/database/columns.js';
import { Coach } from './coach.entity.js';
import { CoachingWait } from './coaching-wait.entity.js';
import { OFFER_OUTCOMES } from './coaching-words.js';

/** A freed hour that is kept for somebody who waits, until a deadline. It holds its coach, person and PC like a booking. */
@Entity('coaching_offers')
@Index(['waitId'])
@Index(['personId', 'answeredAt'])
@Index(['centreId', 'answeredAt', 'expiresAt'])
export class CoachingOffer {
  @Id() id: string;
  @Ref(() => CoachingWait) waitId: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Coach) coachId: string;
  @Ref(() => Workstation) workstationId: string;
  @CalendarDate() date: string;
  @TimeOfDay() startsAt: string;
  @TimeOfDay() endsAt: string;
  @Instant() offeredAt: number;
  @Instant() expiresAt: number;
  @Instant({ null: true }) answeredAt: number | null;
  @OneOf(OFFER_OUTCOMES, { null: true }) outcome: (typeof OFFER_OUTCOMES)[number] | null;
  @Version() version: number;
}
