import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../../centres/centre.entity.js';
import { Id, Instant, LooseId, NotAudited, Ref, Text, Whole } from '../../shared/database/columns.js';
import { Course } from '../course.entity.js';

/** What a centre calls a course or one of its modules, and says of it, change by change; the newest of a part counts. Append-only: it is its own trail. */
@Entity('outline_edits')
@NotAudited()
@Unique('uq_outline_edits_centre_id_course_code_ordinal', ['centreId', 'courseCode', 'ordinal'])
@Index('ix_outline_edits_centre_id_part_code_ordinal', ['centreId', 'partCode', 'ordinal'])
export class OutlineEdit {
  @Id() id: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  @Ref(() => Centre) centreId: string;
  /** The code of the course or of the module that it is about: no two of them have one code. */
  @Text(20) partCode: string;
  /** 1 for the centre's first change in the course. */
  @Whole() ordinal: number;
  /** Null where the centre says what Minka brings. */
  @Text(120, { null: true }) title: string | null;
  @Text(400, { null: true }) aim: string | null;
  @Text(200) reason: string;
  @Instant() createdAt: number;
  @LooseId({ null: true }) createdBy: string | null;
}
