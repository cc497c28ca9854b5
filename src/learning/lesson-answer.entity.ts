import { Entity, Unique } from 'typeorm';
import { Lesson } from '../courses/lesson.entity.js';
import { Person } from '../people/person.entity.js';
import { Flag, Id, Instant, NotAudited, Ref, Version, Whole } from '../shared/database/columns.js';

/** How somebody answered one of a lesson's three questions. */
@Entity('lesson_answers')
@NotAudited()
@Unique('uq_lesson_answers_person_id_lesson_code_question', ['personId', 'lessonCode', 'question'])
export class LessonAnswer {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Lesson, { length: 20 }) lessonCode: string;
  /** 1 to 3 */
  @Whole() question: number;
  @Whole() attempts: number;
  @Flag() rightAtOnce: boolean;
  @Instant() answeredAt: number;
  @Version() version: number;
}
