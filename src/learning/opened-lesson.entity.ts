import { Entity, Unique } from 'typeorm';
import { Lesson } from '../courses/lesson.entity.js';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { Id, Instant, LooseId, Ref } from '../shared/database/columns.js';

/** A lesson that a trainer has opened for her group; the newest one is what the group works on. */
@Entity('opened_lessons')
@Unique('uq_opened_lessons_group_id_lesson_code', ['groupId', 'lessonCode'])
export class OpenedLesson {
  @Id() id: string;
  @Ref(() => LearningGroup) groupId: string;
  @Ref(() => Lesson, { length: 20 }) lessonCode: string;
  @Instant() openedAt: number;
  @LooseId({ null: true }) openedBy: string | null;
}
