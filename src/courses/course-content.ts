import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../shared/kernel/usage-error.js';
import { PROJECT_ROOT } from '../shared/web/project-root.js';
import { readCourseFiles } from './course-folder.js';
import { codesOf, coursePath, faultsOfCourse, readOutline, toContent, type CourseContent } from './course-outline.js';

export const COURSES_FOLDER = join(PROJECT_ROOT, 'seeds', 'courses');

/** Content that cannot be loaded: names the file, the line where there is one, and the fault in it, to whoever wrote it. */
export class ContentFault extends UsageError {
  constructor(file: string, fault: string, line?: number) {
    super(`${relative(PROJECT_ROOT, file)}${line === undefined ? '' : `:${line}`}: ${fault}`);
    this.name = 'ContentFault';
  }
}

/**
 * Reads and checks every course of a folder, in the order of their ordinals.
 * @throws ContentFault for the first fault of an outline or a file
 */
export function readCourses(folder: string = COURSES_FOLDER): CourseContent[] {
  const files = readdirSync(folder).sort().map((name) => join(folder, name, 'course.json')).filter((file) => existsSync(file));
  const courses = files.map((file) => ({ file, content: readCourse(file) })).sort((a, b) => a.content.ordinal - b.content.ordinal);
  const seen = new Set<string>();
  const practices = new Set<string>();
  for (const { file, content } of courses) {
    for (const code of codesOf(content)) {
      if (seen.has(code)) throw new ContentFault(file, `the code ${code} is used twice`);
      seen.add(code);
    }
    // A course stands after the one it builds on, so that they can be inserted in this order.
    if (content.prerequisite !== null && !seen.has(content.prerequisite)) {
      throw new ContentFault(file, `prerequisite: there is no earlier course ${content.prerequisite}`);
    }
    // What learners did names a practice by its code alone, so no other course may have one of that code.
    for (const code of content.files.practices.keys()) {
      if (practices.has(code)) throw new ContentFault(join(dirname(file), coursePath('practices', code)), `the code ${code} is used twice`);
      practices.add(code);
    }
  }
  return courses.map(({ content }) => content);
}

/** Whether Minka brings a course of this code. */
export function isShipped(code: string): boolean {
  return readdirSync(COURSES_FOLDER).includes(code);
}

/** The course of this code that Minka brings; null where it brings none. @throws ContentFault */
export function shippedCourse(code: string): CourseContent | null {
  return readCourses().find((course) => course.code === code) ?? null;
}

/** What else a course is held against. */
export interface Leniency {
  /** That its lessons may show beside its drawings. */
  otherPictures?: readonly string[];
  /** For what centres wrote: a lesson that reads hard is no fault. */
  lenient?: boolean;
}

/** Every fault in the files of a course, in their order; none when it can be taught. */
export function courseFaults(content: CourseContent, { otherPictures = [], lenient = false }: Leniency = {}): ContentFault[] {
  const folder = join(COURSES_FOLDER, content.code);
  return faultsOfCourse(content, otherPictures).filter(({ advice }) => !lenient || !advice).map(({ file, fault, line }) => new ContentFault(join(folder, file), fault, line));
}

function readCourse(file: string): CourseContent {
  const read = readOutline(readFileSync(file, 'utf8'));
  if ('fault' in read) throw new ContentFault(file, read.fault.fault);
  return toContent(read.outline, readCourseFiles(dirname(file)));
}
