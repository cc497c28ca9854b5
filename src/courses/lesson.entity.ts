import { Entity, Unique } from 'typeorm';
import { Code, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import { CourseModule } from './course-module.entity.js';

/** A lesson of a module, in outline. */
@Entity('lessons')
@NotAudited()
@Unique('uq_lessons_module_code_ordinal', ['moduleCode', 'ordinal'])
export class Lesson {
  @Code(20) code: string;
  @Ref(() => CourseModule, { length: 20 }) moduleCode: string;
  @Whole() ordinal: number;
  @Text(160) title: string;
  @Text(400) aim: string;
  @Whole() minutes: number;
}
