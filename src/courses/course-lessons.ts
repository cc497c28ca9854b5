import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import { RETIRED_FROM } from './load-courses.js';
import { contentEdits, partTitle, taughtAim, taughtTitle } from './taught-title.js';

/** A course as somebody has just found it. */
export interface FoundCourse {
  courseCode: string;
  contentVersion: string;
  /** As `contentEdits` counts them at the centre that teaches it. */
  edits: number;
}

/** A lesson as a centre teaches it, with where it stands. */
export interface CourseLesson {
  courseCode: string;
  courseOrdinal: number;
  moduleCode: string;
  moduleOrdinal: number;
  moduleTitle: string;
  /** Who is seen with it may be in danger. */
  discreet: boolean;
  code: string;
  ordinal: number;
  title: string;
  aim: string;
}

interface KeptCourse extends Pick<FoundCourse, 'contentVersion' | 'edits'> {
  lessons: readonly CourseLesson[];
}

/**
 * The lessons of courses as a centre teaches them, read once for each version of their content and each change of the centre's.
 * Every learner's every page names them, and under one version they never change: who asks has just read the version, so that
 * no process goes on with what another one replaced.
 */
@Injectable()
export class CourseLessons {
  private readonly kept = new Map<string, KeptCourse>();

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Course by course as given, each in the order in which it is taught. At most one query. */
  async of(centreId: Id, courses: readonly FoundCourse[]): Promise<CourseLesson[]> {
    const unknown = courses.filter((course) => !isOf(course, this.kept.get(keyOf(centreId, course.courseCode))));
    if (unknown.length > 0) await this.read(centreId, unknown.map(({ courseCode }) => courseCode));
    return courses.flatMap(({ courseCode }) => this.kept.get(keyOf(centreId, courseCode))?.lessons ?? []);
  }

  /** Keeps them under the version that the same statement finds: it may be a newer one than was asked for. */
  private async read(centreId: Id, codes: readonly string[]): Promise<void> {
    const rows = await this.dataSource.query<LessonRow[]>(LESSONS(codes), [centreId, ...codes, RETIRED_FROM, RETIRED_FROM]);
    for (const code of codes) {
      const ofCourse = rows.filter(({ courseCode }) => courseCode === code);
      this.kept.set(keyOf(centreId, code), {
        contentVersion: ofCourse[0]?.contentVersion ?? '', edits: Number(ofCourse[0]?.edits ?? 0),
        lessons: ofCourse.map(({ contentVersion: _, edits: __, discreet, ...lesson }) => ({ ...lesson, discreet: Number(discreet) > 0 })),
      });
    }
  }
}

function keyOf(centreId: Id, courseCode: string): string {
  return `${centreId} ${courseCode}`;
}

function isOf({ contentVersion, edits }: FoundCourse, kept: KeptCourse | undefined): boolean {
  return kept?.contentVersion === contentVersion && kept.edits === Number(edits);
}

type LessonRow = Omit<CourseLesson, 'discreet'> & { contentVersion: string; edits: number | string; discreet: boolean | number };

const LESSONS = (codes: readonly string[]): string => `
  SELECT c.code AS courseCode, c.content_version AS contentVersion, ${contentEdits('x.id')} AS edits, c.ordinal AS courseOrdinal, m.code AS moduleCode, m.ordinal AS moduleOrdinal,
    ${partTitle('x.id', 'm')} AS moduleTitle, m.discreet, l.code, l.ordinal, ${taughtTitle('x.id')} AS title, ${taughtAim('x.id')} AS aim
  FROM centres x CROSS JOIN courses c JOIN modules m ON m.course_code = c.code JOIN lessons l ON l.module_code = m.code
  WHERE x.id = ? AND c.code IN (${places(codes)}) AND m.ordinal < ? AND l.ordinal < ? ORDER BY c.ordinal, m.ordinal, l.ordinal`;
