import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../shared/web/project-root.js';
import { COURSE_FILES, readCourseFiles, type CourseFiles } from './course-folder.js';
import { lessonSourceFaults } from './lesson-laws.js';
import { pictureFault } from './picture-faults.js';
import { practiceFaults } from './practice-content.js';

/** A course as its folder in seeds/courses/ describes it; its content is in Spanish, as it is taught. */
export type CourseContent = z.output<typeof course> & {
  /** Its lessons' texts, pictures and practices; a lesson without a text is taught from its outline. */
  files: CourseFiles;
  /** Changes whenever anything in the folder changes. */
  contentVersion: string;
};

export const COURSES_FOLDER = join(PROJECT_ROOT, 'seeds', 'courses');

/** Content that cannot be loaded: names the file, the line where there is one, and the fault in it. */
export class ContentFault extends Error {
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
      const { folder: inside, ending } = COURSE_FILES.practices;
      if (practices.has(code)) throw new ContentFault(join(dirname(file), inside, `${code}${ending}`), `the code ${code} is used twice`);
      practices.add(code);
    }
  }
  return courses.map(({ content }) => content);
}

/** Every fault in the files of a course, in their order; none when it can be taught. */
export function courseFaults({ code, modules, files }: CourseContent, folder: string = join(COURSES_FOLDER, code)): ContentFault[] {
  const outline = modules.flatMap(({ lessons }) => lessons);
  const pictures = new Set(files.pictures.keys());
  const practices = new Set(files.practices.keys());
  const place = (kind: keyof CourseFiles, name: string): string => {
    const { folder: inside, ending } = COURSE_FILES[kind];
    return join(folder, inside, kind === 'pictures' ? name : `${name}${ending}`);
  };
  return [
    ...[...files.lessons].flatMap(([lessonCode, source]) => {
      const known = outline.find((one) => one.code === lessonCode);
      const faults = known
        ? lessonSourceFaults(source, { code: lessonCode, minutes: known.minutes, pictures, practices })
        : [{ line: 1, fault: 'the outline has no such lesson' }];
      return faults.map(({ line, fault }) => new ContentFault(place('lessons', lessonCode), fault, line));
    }),
    ...[...files.pictures].flatMap(([name, svg]) => {
      const fault = pictureFault(svg);
      return fault === null ? [] : [new ContentFault(place('pictures', name), fault)];
    }),
    ...[...files.practices].flatMap(([practiceCode, source]) => (
      practiceFaults(practiceCode, source).map((fault) => new ContentFault(place('practices', practiceCode), fault)))),
  ];
}

const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const text = (longest: number) => z.string().trim().min(1).max(longest);
const levels = { levelNeeded: level, levelReached: level, hours: z.int().min(1).max(400) };

const lesson = z.strictObject({
  code: text(20),
  title: text(160),
  /** What the learner does at the PC when the lesson has worked. */
  aim: text(400),
  minutes: z.int().min(15).max(240),
});

const module = z.strictObject({
  code: text(20),
  title: text(120),
  aim: text(400),
  ...levels,
  /** Who is seen with it may be in danger. */
  discreet: z.boolean().default(false),
  lessons: z.array(lesson).min(1),
})
  .refine(({ hours, lessons }) => hours * 60 === sum(lessons.map(({ minutes }) => minutes)), 'hours: its lessons take another time')
  .refine(neverLowers, 'levelReached: below the level needed');

const course = z.strictObject({
  code: text(20),
  ordinal: z.int().min(1),
  title: text(120),
  aim: text(400),
  ...levels,
  prerequisite: text(20).nullable(),
  licence: text(40).default('CC BY 4.0'),
  authors: text(300).default('Minka'),
  modules: z.array(module).min(1),
})
  .refine(({ hours, modules }) => hours === sum(modules.map((part) => part.hours)), 'hours: its modules take another time')
  .refine(neverLowers, 'levelReached: below the level needed');

function readCourse(file: string): CourseContent {
  const source = readFileSync(file, 'utf8');
  const parsed = course.safeParse(parseJson(file, source));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContentFault(file, `${issue?.path.join('.') || 'course'}: ${issue?.message}`);
  }
  const files = readCourseFiles(dirname(file));
  return { ...parsed.data, files, contentVersion: versionOf(parsed.data, files) };
}


function versionOf(outline: z.output<typeof course>, { lessons, pictures, practices }: CourseFiles): string {
  const all = JSON.stringify([outline, [...lessons], [...pictures], [...practices]]);
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}

function parseJson(file: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new ContentFault(file, (error as Error).message);
  }
}

function codesOf(content: CourseContent): string[] {
  return [content.code, ...content.modules.flatMap((part) => [part.code, ...part.lessons.map(({ code }) => code)])];
}

function neverLowers(part: { levelNeeded: number; levelReached: number }): boolean {
  return part.levelNeeded <= part.levelReached;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
