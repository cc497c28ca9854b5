import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Ref, TimeOfDay, Whole } from '../shared/database/columns.js';
import type { Weekday } from '../shared/kernel/local-date.js';
import { Coach } from './coach.entity.js';

/** When a coach can, every week. */
@Entity('coach_hours')
@Index(['coachId'])
@Index(['centreId', 'weekday'])
export class CoachHours {
  @Id() id: string;
  @Ref(() => Coach) coachId: string;
  @Ref(() => Centre) centreId: string;
  @Whole() weekday: Weekday;
  @TimeOfDay() fromTime: string;
  @TimeOfDay() toTime: string;
}
