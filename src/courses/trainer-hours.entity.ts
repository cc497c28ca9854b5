import { Entity, Index } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { Id, Ref, TimeOfDay, Whole } from '../shared/database/columns.js';
import type { Weekday } from '../shared/kernel/local-date.js';

/** When a trainer can teach at a centre. */
@Entity('trainer_hours')
@Index(['accountId', 'centreId'])
@Index(['centreId', 'weekday'])
export class TrainerHours {
  @Id() id: string;
  @Ref(() => Account) accountId: string;
  @Ref(() => Centre) centreId: string;
  @Whole() weekday: Weekday;
  @TimeOfDay() fromTime: string;
  @TimeOfDay() toTime: string;
}
