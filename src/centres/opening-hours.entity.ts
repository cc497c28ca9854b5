import { Entity, Index } from 'typeorm';
import { Id, Ref, TimeOfDay, Whole } from '../shared/database/columns.js';
import type { Weekday } from '../shared/kernel/local-date.js';
import { Centre } from './centre.entity.js';

/** When a centre is open on a weekday; several rows a day for a midday break. */
@Entity('opening_hours')
@Index(['centreId', 'weekday'])
export class OpeningHours {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Whole() weekday: Weekday;
  @TimeOfDay() opensAt: string;
  @TimeOfDay() closesAt: string;
}
