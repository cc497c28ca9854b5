import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Lesson } from '../courses/lesson.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, NotAudited, Ref, Version, Whole } from '../shared/database/columns.js';

/** Where somebody is in a lesson. It says itself when what happened, so it leaves no other trail. */
@Entity('lesson_progress')
@NotAudited()
@Unique('uq_lesson_progress_person_id_lesson_code', ['personId', 'lessonCode'])
@Index(['lessonCode', 'personId'])
export class LessonProgress {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Lesson, { length: 20 }) lessonCode: string;
  @Ref(() => Centre) centreId: string;
  /** 1 for the first step; after the last one come the practice and the three questions, counted on. */
  @Whole() step: number;
  @Instant() startedAt: number;
  /** When she last went on. */
  @Instant() seenAt: number;
  @Instant({ null: true }) finishedAt: number | null;
  @Version() version: number;
}
