import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Lesson } from '../courses/lesson.entity.js';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { CalendarDate, Id, Instant, LooseId, Ref, Text, TimeOfDay, Version, Whole } from '../shared/database/columns.js';

/** One meeting of a group, and whether its register was saved. */
@Entity('sessions')
@Unique('uq_sessions_group_id_date_starts_at', ['groupId', 'date', 'startsAt'])
@Index(['centreId', 'date'])
@Index(['centreId', 'registerSavedAt', 'date'])
export class Session {
  @Id() id: string;
  @Ref(() => LearningGroup) groupId: string;
  @Ref(() => Centre) centreId: string;
  @Whole() ordinal: number;
  @CalendarDate() date: string;
  @TimeOfDay() startsAt: string;
  @TimeOfDay() endsAt: string;
  @Ref(() => Lesson, { null: true, length: 20 }) lessonCode: string | null;
  @Instant({ null: true }) registerSavedAt: number | null;
  @LooseId({ null: true }) registerSavedBy: string | null;
  @Instant({ null: true }) cancelledAt: number | null;
  @Text(200, { null: true }) cancelReason: string | null;
  @Version() version: number;
}
