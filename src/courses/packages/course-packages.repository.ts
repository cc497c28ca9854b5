import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { StoredFile } from '../../shared/files/stored-file.entity.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import type { Id } from '../../shared/kernel/ids.js';
import { OWN_PICTURE } from '../course-pictures.js';
import type { CourseOutline } from '../courses.repository.js';
import { CoursesRepository } from '../courses.repository.js';
import type { CourseFiles } from '../course-folder.js';
import { codesOf, readOutline, toContent, withAuthor, type CourseContent, type CourseFault } from '../course-outline.js';
import type { PackedCourse } from './course-package.js';

interface Named {
  name: string;
  text: string;
}

/** Reads a course as it would lie in a folder. */
@Injectable()
export class CoursePackagesRepository {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, private readonly courses: CoursesRepository, private readonly files: StoredFiles,
  ) {}

  /**
   * A course as it is on record.
   * @param centreId whose own lessons go before those that Minka brings, with their pictures; null for none's
   * @throws NotThere
   */
  async course(code: string, centreId: Id | null): Promise<PackedCourse> {
    const outline = await this.courses.outline(code, centreId);
    const [texts, own, pictures, practices] = await Promise.all([
      this.named(TEXTS, [code]), centreId ? this.named(OWN_TEXTS, [centreId, code]) : [],
      this.named('SELECT name, svg AS text FROM course_pictures WHERE course_code = ?', [code]),
      this.named('SELECT code AS name, content AS text FROM practices WHERE course_code = ?', [code]),
    ]);
    const taught = new Set(outline.modules.flatMap(({ lessons }) => lessons.map((lesson) => lesson.code)));
    const lessons = new Map([...texts, ...own].map(({ name, text }) => [name, text]));
    const authors = centreId ? await this.authors(code, centreId, outline, own.length > 0) : outline.authors;
    const content = toContent(outlineOf({ ...outline, authors }), {
      lessons: sorted([...lessons].filter(([name]) => taught.has(name)), '.md'),
      pictures: sorted(pictures.map(({ name, text }) => [name, text]), ''), practices: sorted(practices.map(({ name, text }) => [name, text]), '.json'),
    });
    return { content, photos: centreId ? await this.photos(centreId, content.files.lessons) : new Map() };
  }

  /** Who wrote a course as a centre teaches it: the centre as well, once lessons or titles are its own. */
  private async authors(code: string, centreId: Id, outline: CourseOutline, hasOwnLessons: boolean): Promise<string> {
    const isOwn = hasOwnLessons || JSON.stringify(outlineOf(outline)) !== JSON.stringify(outlineOf(await this.courses.outline(code, null)));
    const [centre] = isOwn ? await this.named('SELECT name, name AS text FROM centres WHERE id = ?', [centreId]) : [];
    return centre ? withAuthor(outline.authors, centre.name) : outline.authors;
  }

  /** The pictures of the centre's own that lessons show. */
  private async photos(centreId: Id, lessons: ReadonlyMap<string, string>): Promise<Map<string, Buffer>> {
    const shown = new Set([...lessons.values()].flatMap((source) => [...source.matchAll(/\]\(([0-9a-f]{64}\.(?:png|jpg|webp))\)/gu)].map(([, name]) => name as string)));
    const photos = new Map<string, Buffer>();
    for (const name of [...shown].sort()) {
      const file: StoredFile = await this.files.byHash(centreId, OWN_PICTURE.exec(name)?.[1] as string);
      photos.set(name, await this.files.read(file));
    }
    return photos;
  }

  private named(sql: string, parameters: string[]): Promise<Named[]> {
    return this.dataSource.query<Named[]>(sql, parameters);
  }
}

/** What stands in the way of a course in the database that it is brought into: codes of other courses, a course that it builds on. */
export async function clashesOf(manager: EntityManager, content: CourseContent): Promise<CourseFault[]> {
  const { code, prerequisite } = content;
  const taken = await manager.query<{ code: string }[]>(`
    SELECT code FROM courses WHERE code <> ?
    UNION SELECT code FROM modules WHERE course_code <> ?
    UNION SELECT l.code FROM lessons l JOIN modules m ON m.code = l.module_code WHERE m.course_code <> ?`, [code, code, code]);
  const practices = await manager.query<{ code: string }[]>('SELECT code FROM practices WHERE course_code <> ?', [code]);
  const courses = await manager.query<{ code: string }[]>('SELECT code FROM courses WHERE code <> ?', [code]);
  const others = new Set(taken.map((row) => row.code));
  const otherPractices = new Set(practices.map((row) => row.code));
  const fault = (kind: string, params: Record<string, string>): CourseFault => (
    { file: 'course.json', fault: kind, reason: `packages:faults.${kind}`, params });
  const all = codesOf(content);
  return [
    ...all.filter((one, index) => all.indexOf(one) !== index || others.has(one)).map((one) => fault('code-taken', { code: one })),
    ...[...content.files.practices.keys()].filter((one) => otherPractices.has(one)).map((one) => fault('practice-taken', { code: one })),
    ...prerequisite !== null && !courses.some((course) => course.code === prerequisite) ? [fault('no-prerequisite', { code: prerequisite })] : [],
  ];
}

function outlineOf(course: CourseOutline): Parameters<typeof toContent>[0] {
  const { code, ordinal, title, aim, levelNeeded, levelReached, hours, prerequisiteCode, licence, authors } = course;
  const outline = {
    code, ordinal, title, aim, levelNeeded, levelReached, hours, prerequisite: prerequisiteCode, licence, authors,
    modules: course.modules.map((module) => ({
      code: module.code, title: module.title, aim: module.aim, levelNeeded: module.levelNeeded, levelReached: module.levelReached,
      hours: module.hours, discreet: Boolean(module.discreet),
      lessons: module.lessons.map((lesson) => ({ code: lesson.code, title: lesson.title, aim: lesson.aim, minutes: lesson.minutes })),
    })),
  };
  const read = readOutline(JSON.stringify(outline));
  if ('fault' in read) throw new Error(`course ${code}: ${read.fault.fault}`);
  return read.outline;
}

/** In the order of the names of its files, as its folder is read. */
function sorted(entries: [string, string][], ending: string): CourseFiles['lessons'] {
  const fileOf = ([name]: [string, string]): string => `${name}${ending}`;
  return new Map(entries.sort((one, other) => (fileOf(one) < fileOf(other) ? -1 : 1)));
}

const TEXTS = `
  SELECT t.lesson_code AS name, t.source AS text
  FROM lesson_texts t JOIN lessons l ON l.code = t.lesson_code JOIN modules m ON m.code = l.module_code
  WHERE m.course_code = ?`;

const OWN_TEXTS = `
  SELECT e.lesson_code AS name, e.source AS text
  FROM lesson_edits e JOIN lessons l ON l.code = e.lesson_code JOIN modules m ON m.code = l.module_code
  WHERE e.centre_id = ? AND m.course_code = ? AND e.source IS NOT NULL
    AND e.ordinal = (SELECT MAX(o.ordinal) FROM lesson_edits o WHERE o.centre_id = e.centre_id AND o.lesson_code = e.lesson_code)`;
