import { Entity, Unique } from 'typeorm';
import { Id, LongText, NotAudited, Ref, Text } from '../shared/database/columns.js';
import { Course } from './course.entity.js';

/** A drawing of a course's lessons. */
@Entity('course_pictures')
@NotAudited()
@Unique('uq_course_pictures_course_code_name', ['courseCode', 'name'])
export class CoursePicture {
  @Id() id: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  /** A file name: `mouse.svg`. */
  @Text(80) name: string;
  @LongText() svg: string;
}
