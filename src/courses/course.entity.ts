import { Entity } from 'typeorm';
import { Code, Instant, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import type { Level } from '../shared/kernel/levels.js';

/** A course: of the content in seeds/, or brought in by a package. */
@Entity('courses')
@NotAudited()
export class Course {
  @Code(20) code: string;
  @Whole() ordinal: number;
  @Text(120) title: string;
  @Text(400) aim: string;
  @Whole() levelNeeded: Level;
  @Whole() levelReached: Level;
  @Whole() hours: number;
  @Ref(() => Course, { null: true, length: 20 }) prerequisiteCode: string | null;
  @Text(20) contentVersion: string;
  /** What others may do with it: `CC BY 4.0`. */
  @Text(40, { default: 'CC BY 4.0' }) licence: string;
  @Text(300, { default: 'Minka' }) authors: string;
  /** Since when it stands as a package brought it; null where it is as Minka brings it. */
  @Instant({ null: true }) packagedAt: number | null;
}
