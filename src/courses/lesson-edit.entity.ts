import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, LongText, LooseId, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import { Lesson } from './lesson.entity.js';

/** A lesson as one centre teaches it, version by version; the newest counts. Append-only: it is its own trail. */
@Entity('lesson_edits')
@NotAudited()
@Unique('uq_lesson_edits_centre_id_lesson_code_ordinal', ['centreId', 'lessonCode', 'ordinal'])
export class LessonEdit {
  @Id() id: string;
  @Ref(() => Lesson, { length: 20 }) lessonCode: string;
  @Ref(() => Centre) centreId: string;
  /** 1 for the centre's first version. */
  @Whole() ordinal: number;
  /** The whole lesson; null when the centre went back to the one that Minka brings. */
  @LongText({ null: true }) source: string | null;
  /** The centre's own title and aim, as `source` says them; null where it says none, and the outline's count. */
  @Text(160, { null: true }) title: string | null;
  @Text(400, { null: true }) aim: string | null;
  /** The lesson that Minka brought when this was written, to tell what an upgrade has changed since. */
  @LongText() basedOn: string;
  @Text(200, { null: true }) reason: string | null;
  @Instant() createdAt: number;
  @LooseId({ null: true }) createdBy: string | null;
}
