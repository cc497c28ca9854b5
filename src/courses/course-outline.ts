import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sum } from '../shared/kernel/sum.js';
import { COURSE_FILES, type CourseFiles } from './course-folder.js';
import { isAdvice, parseFileData, schemaFault } from './lesson-faults.js';
import { lessonSourceFaults, telltaleFaults } from './lesson-laws.js';
import { pictureFault } from './picture-faults.js';
import { practiceFaults } from './practice-content.js';

export type CourseOutlineFile = z.output<typeof course>;

/** A course as its folder in seeds/courses/ or its package describes it; its content is in Spanish, as it is taught. */
export type CourseContent = CourseOutlineFile & {
  /** Its lessons' texts, pictures and practices; a lesson without a text is taught from its outline. */
  files: CourseFiles;
  /** Changes whenever anything in the folder changes. */
  contentVersion: string;
};

/** Something wrong in a file of a course: in English for who works on the files, as a key for who brings a package in. */
export interface CourseFault {
  /** Inside the course's folder: `lessons/1A-01.md`. */
  file: string;
  line?: number;
  fault: string;
  reason: string;
  params: Record<string, string | number>;
  /** It can be taught all the same: Minka's own content has no such fault, what a centre wrote may. */
  advice?: boolean;
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

/** As long as all who wrote a course may be, side by side. */
const LONGEST_AUTHORS = 300;

const course = z.strictObject({
  code: text(20),
  ordinal: z.int().min(1),
  title: text(120),
  aim: text(400),
  ...levels,
  prerequisite: text(20).nullable(),
  licence: text(40).default('CC BY 4.0'),
  authors: text(LONGEST_AUTHORS).default('Minka'),
  modules: z.array(module).min(1),
})
  .refine(({ hours, modules }) => hours === sum(modules.map((part) => part.hours)), 'hours: its modules take another time')
  .refine(neverLowers, 'levelReached: below the level needed');

/** @returns the authors with one more at their end, once; as they were where there is no room for another */
export function withAuthor(authors: string, name: string): string {
  const all = authors.split(', ').includes(name) ? authors : `${authors}, ${name}`;
  return all.length > LONGEST_AUTHORS ? authors : all;
}

/** Reads a course's outline, the text of its `course.json`. */
export function readOutline(source: string): { outline: CourseOutlineFile } | { fault: CourseFault } {
  const file = 'course.json';
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const { message } = error as Error;
    return { fault: { file, fault: message, reason: 'lessons:faults.yaml', params: { message } } };
  }
  const parsed = parseFileData(course, value);
  if (parsed.success) return { outline: parsed.data };
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const { fault, reason, params } = schemaFault(issue, 1);
  const own = issue.code === 'custom' ? { reason: 'lessons:faults.outline', params: { message: fault } } : { reason, params };
  return { fault: { file, fault: fault.replace(/^front matter: /u, 'course: '), ...own } };
}

/** The outline and the files as one course. */
export function toContent(outline: CourseOutlineFile, files: CourseFiles): CourseContent {
  const all = JSON.stringify([outline, [...files.lessons], [...files.pictures], [...files.practices]]);
  return { ...outline, files, contentVersion: createHash('sha256').update(all).digest('hex').slice(0, 16) };
}

/** Where a file of a course lies in its folder and in its package. */
export function coursePath(kind: keyof CourseFiles, name: string): string {
  const { folder, ending } = COURSE_FILES[kind];
  return `${folder}/${kind === 'pictures' ? name : `${name}${ending}`}`;
}

/**
 * Every fault in the files of a course, in their order; none when it can be taught.
 * @param otherPictures that lessons may show beside the course's drawings
 */
export function faultsOfCourse({ modules, files, ...head }: CourseContent, otherPictures: readonly string[] = []): CourseFault[] {
  const outline = modules.flatMap(({ lessons, discreet }) => lessons.map((one) => ({ ...one, discreet })));
  const pictures = new Set([...files.pictures.keys(), ...otherPictures]);
  const practices = new Set(files.practices.keys());
  return [
    ...telltaleHeads(head, modules),
    ...[...files.lessons].flatMap(([code, source]): CourseFault[] => {
      const file = coursePath('lessons', code);
      const known = outline.find((one) => one.code === code);
      if (!known) return [{ file, line: 1, fault: 'the outline has no such lesson', reason: 'lessons:faults.no-such-lesson', params: {} }];
      return lessonSourceFaults(source, { code, minutes: known.minutes, discreet: known.discreet, pictures, practices })
        .map((found) => ({ file, line: found.line, fault: found.fault, reason: found.reason, params: found.params, advice: isAdvice(found) }));
    }),
    ...[...files.pictures].flatMap(([name, svg]): CourseFault[] => {
      const fault = pictureFault(svg);
      return fault === null ? [] : [{ file: coursePath('pictures', name), fault, reason: 'lessons:faults.drawing', params: { message: fault } }];
    }),
    ...[...files.practices].flatMap(([code, source]) => practiceFaults(code, source).map((fault): CourseFault => (
      { file: coursePath('practices', code), fault, reason: 'lessons:faults.exercise', params: { message: fault } }))),
  ];
}

/** Words of the outline that are seen outside the lessons of a discreet module and tell its topic; of the course around it too. */
function telltaleHeads(course: { title: string; aim: string }, modules: CourseOutlineFile['modules']): CourseFault[] {
  const discreet = modules.filter((part) => part.discreet);
  const heads = discreet.length === 0 ? [] : [course, ...discreet.flatMap((part) => [part, ...part.lessons])];
  return heads.flatMap((head) => telltaleFaults(head)).map(({ fault, reason, params }) => ({ file: 'course.json', fault, reason, params }));
}

/** Every code that a course uses up: its own, its modules', its lessons'. */
export function codesOf({ code, modules }: CourseOutlineFile): string[] {
  return [code, ...modules.flatMap((part) => [part.code, ...part.lessons.map((one) => one.code)])];
}

function neverLowers(part: { levelNeeded: number; levelReached: number }): boolean {
  return part.levelNeeded <= part.levelReached;
}
