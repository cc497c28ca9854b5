import { Entity, Index, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { Room } from '../centres/room.entity.js';
import { CourseModule } from '../courses/course-module.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Id, Instant, Ref, Text, TimeOfDay, Version, Whole } from '../shared/database/columns.js';
import type { Level } from '../shared/kernel/levels.js';

/** A group of an edition: one level, one hour, one room, one trainer. */
@Entity('learning_groups')
@Unique('uq_learning_groups_edition_id_name', ['editionId', 'name'])
@Index(['centreId'])
@Index(['trainerId'])
export class LearningGroup {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Centre) centreId: string;
  @Text(60) name: string;
  @Whole() level: Level;
  @Ref(() => CourseModule, { null: true, length: 20 }) moduleCode: string | null;
  @Ref(() => Room) roomId: string;
  @Ref(() => Account, { null: true }) trainerId: string | null;
  /** Bit weekday - 1 for each day on which it meets. */
  @Whole() days: number;
  @TimeOfDay() startsAt: string;
  @TimeOfDay() endsAt: string;
  @Whole() capacity: number;
  @Instant() createdAt: number;
  @Version() version: number;
}
