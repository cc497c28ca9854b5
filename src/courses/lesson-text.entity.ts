import { Entity } from 'typeorm';
import { Code, LongText, NotAudited } from '../shared/database/columns.js';

/** What is taught in a lesson, as its file says it: front matter and Markdown. */
@Entity('lesson_texts')
@NotAudited()
export class LessonText {
  /** The lesson's code; without a foreign key, so that a text can be loaded before the outline is. */
  @Code(20) lessonCode: string;
  @LongText() source: string;
}
