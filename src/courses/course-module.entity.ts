import { Entity, Unique } from 'typeorm';
import { Code, Flag, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import type { Level } from '../shared/kernel/levels.js';
import { Course } from './course.entity.js';

/** A module of a course: a part that a group of one level starts with. */
@Entity('modules')
@NotAudited()
@Unique('uq_modules_course_code_ordinal', ['courseCode', 'ordinal'])
export class CourseModule {
  @Code(20) code: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  @Whole() ordinal: number;
  @Text(120) title: string;
  @Text(400) aim: string;
  @Whole() levelNeeded: Level;
  @Whole() levelReached: Level;
  @Whole() hours: number;
  /** Who is seen with it may be in danger: neutral words outside, a quick way out inside. */
  @Flag() discreet: boolean;
}
