import { SYSTEM, type Tx } from '../shared/database/tx.js';
import type { UnitOfWork } from '../shared/database/unit-of-work.js';
import { courseFaults, readCourses, type Leniency } from './course-content.js';
import { CourseModule } from './course-module.entity.js';
import type { CourseContent } from './course-outline.js';
import { Course } from './course.entity.js';
import { LessonText } from './lesson-text.entity.js';
import { Lesson } from './lesson.entity.js';
import { saveCourseFiles } from './save-course-files.js';

/** From here on stand lessons and modules that left the content while sessions or groups still name them. */
export const RETIRED_FROM = 1000;

/**
 * Brings the courses of seeds/courses/ into the database; what is there already in the same version is left alone, and so is
 * a course that somebody brought in by a package, until an administrator wants Minka's again, or Minka brings the very same.
 * A course is never taken back to an older state by a process of an earlier Minka: where some of its lessons are of a higher
 * version than this content, and none of a lower one, it stays.
 * Safe to call at every start, by several processes at once.
 * @returns the codes of the courses that were new or had changed
 * @throws ContentFault when a file is faulty; nothing is written then
 */
export async function loadCourses(unitOfWork: UnitOfWork, courses: readonly CourseContent[] = readCourses()): Promise<string[]> {
  return unitOfWork.run(async (tx) => {
    const changed: string[] = [];
    for (const content of courses) {
      const before = await tx.manager.findOneBy(Course, { code: content.code });
      if (before?.contentVersion === content.contentVersion) {
        if (before.packagedAt !== null) await tx.update(Course, before, { packagedAt: null });
      } else if (!before || (before.packagedAt === null && !await isNewer(tx, content))) {
        await saveCourse(tx, content, before);
        changed.push(content.code);
      }
    }
    return changed;
  }, { actor: SYSTEM });
}

/** @returns whether the course on record has newer lessons than this content */
async function isNewer(tx: Tx, { files }: CourseContent): Promise<boolean> {
  const codes = [...files.lessons.keys()];
  if (codes.length === 0) return false;
  const texts = await tx.manager.createQueryBuilder(LessonText, 'text').where('text.lessonCode IN (:...codes)', { codes }).getMany();
  const ahead = texts.map(({ lessonCode, source }) => versionIn(source) - versionIn(files.lessons.get(lessonCode) ?? ''));
  return ahead.some((steps) => steps > 0) && ahead.every((steps) => steps >= 0);
}

function versionIn(source: string): number {
  return Number(/^version: (\d{1,9})\s*$/mu.exec(source)?.[1] ?? 0);
}

/** Where a course comes from, and so how strictly it is held. */
export interface CourseOrigin extends Leniency {
  /** When a package brought it; Minka's own without. */
  packagedAt?: number | null;
}

/**
 * Brings one course into the database, whole.
 * @param before the course on record; null for a new one
 * @throws ContentFault when it is faulty
 */
export async function saveCourse(
  tx: Tx, content: CourseContent, before: Course | null, { packagedAt = null, ...leniency }: CourseOrigin = {},
): Promise<void> {
  const [fault] = courseFaults(content, leniency);
  if (fault) throw fault;
  const { modules, prerequisite, files, ...course } = content;
  const row: Course = { ...course, prerequisiteCode: prerequisite, packagedAt };
  if (before) await tx.update(Course, before, row);
  else await tx.insert(Course, row);

  const oldModules = await tx.manager.findBy(CourseModule, { courseCode: course.code });
  const oldLessons = oldModules.length === 0 ? [] : await lessonsOf(tx, oldModules);
  // Ordinals are unique: the old ones step aside before the new order is written.
  for (const old of oldLessons) await tx.update(Lesson, old, { ordinal: asideOf(old.ordinal) });
  for (const old of oldModules) await tx.update(CourseModule, old, { ordinal: asideOf(old.ordinal) });
  for (const [index, { lessons, ...module }] of modules.entries()) {
    await save(tx, CourseModule, oldModules, { ...module, courseCode: course.code, ordinal: index + 1 });
    for (const [position, lesson] of lessons.entries()) {
      await save(tx, Lesson, oldLessons, { ...lesson, moduleCode: module.code, ordinal: position + 1 });
    }
  }
  await retire(tx, oldModules, oldLessons, content);
  await saveCourseFiles(tx, course.code, files);
}

function lessonsOf(tx: Tx, modules: readonly CourseModule[]): Promise<Lesson[]> {
  return tx.manager.createQueryBuilder(Lesson, 'lesson')
    .where('lesson.moduleCode IN (:...codes)', { codes: modules.map(({ code }) => code) }).getMany();
}

async function save<T extends { code: string; ordinal: number }>(tx: Tx, entity: new () => T, old: readonly T[], row: T): Promise<void> {
  const before = old.find(({ code }) => code === row.code);
  if (before) await tx.update(entity, { ...before, ordinal: asideOf(before.ordinal) }, row);
  else await tx.insert(entity, row);
}

/** Records of this feature and of later ones that name a lesson. */
const NAME_LESSONS = ['sessions', 'lesson_edits', 'lesson_progress', 'lesson_answers', 'opened_lessons'];

/** What is no longer taught goes, unless a record still names it: then it stays, at the end and out of the outline. */
async function retire(tx: Tx, oldModules: CourseModule[], oldLessons: Lesson[], content: CourseContent): Promise<void> {
  const lessons = new Set(content.modules.flatMap((module) => module.lessons.map(({ code }) => code)));
  const modules = new Set(content.modules.map(({ code }) => code));
  for (const old of oldLessons.filter(({ code }) => !lessons.has(code))) {
    const uses = NAME_LESSONS.map((table) => `(SELECT COUNT(*) FROM ${table} WHERE lesson_code = ?)`).join(' + ');
    await drop(tx, Lesson, old, `SELECT ${uses} AS uses`, NAME_LESSONS.map(() => old.code));
  }
  for (const old of oldModules.filter(({ code }) => !modules.has(code))) {
    await drop(tx, CourseModule, old, 'SELECT (SELECT COUNT(*) FROM learning_groups WHERE module_code = ?)'
      + ' + (SELECT COUNT(*) FROM lessons WHERE module_code = ?) AS uses', [old.code, old.code]);
  }
}

async function drop<T extends { code: string; ordinal: number }>(
  tx: Tx, entity: new () => T, old: T, usesSql: string, parameters: string[],
): Promise<void> {
  const aside = { ...old, ordinal: asideOf(old.ordinal) };
  const [count] = await tx.manager.query<{ uses: number | string }[]>(usesSql, parameters);
  if (Number(count?.uses) === 0) return tx.remove(entity, aside);
  const ordinal = old.ordinal >= RETIRED_FROM ? old.ordinal : await nextRetired(tx, entity);
  await tx.update(entity, aside, { ordinal } as Partial<T>);
}

/** One beyond all retired ones, so that no two of a module meet. */
async function nextRetired<T extends { ordinal: number }>(tx: Tx, entity: new () => T): Promise<number> {
  const highest = await tx.manager.maximum(entity, 'ordinal' as never);
  return Math.max(RETIRED_FROM, (highest ?? 0) + 1);
}

function asideOf(ordinal: number): number {
  return -ordinal;
}
