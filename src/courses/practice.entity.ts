import { Entity } from 'typeorm';
import { Code, LongText, NotAudited, Ref, Text } from '../shared/database/columns.js';
import { Course } from './course.entity.js';

/** Something to practise in the browser, task by task. */
@Entity('practices')
@NotAudited()
export class Practice {
  @Code(60) code: string;
  @Ref(() => Course, { length: 20 }) courseCode: string;
  @Text(120) title: string;
  /** The area that it trains: `devices`, `democracy` … */
  @Text(20) skill: string;
  /** The JSON of its file. */
  @LongText() content: string;
}
