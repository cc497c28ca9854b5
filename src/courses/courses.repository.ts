import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { CourseModule } from './course-module.entity.js';
import { Course } from './course.entity.js';
import { Lesson } from './lesson.entity.js';
import { RETIRED_FROM } from './load-courses.js';
import { partAim, partTitle, taughtAim, taughtTitle } from './taught-title.js';

export type ModuleOutline = CourseModule & { lessons: Lesson[] };
export type CourseOutline = Course & { modules: ModuleOutline[] };

/** What a part of the content is called, and what somebody can do after it. */
type Head = Pick<Course, 'title' | 'aim'>;

/** A module with its course, for the way that a level goes. */
export type ModuleRow = Pick<CourseModule, 'code' | 'title' | 'levelNeeded' | 'levelReached' | 'courseCode'> & { courseOrdinal: number; courseTitle: string };

/** Reads of the courses' content. Retired modules and lessons are left out. */
@Injectable()
export class CoursesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All courses with their modules and lessons, in their order; lessons by the titles that Minka brings. Four queries at most. @param centreId as for `outline` */
  async outlines(centreId: Id | null): Promise<CourseOutline[]> {
    const manager = this.dataSource.manager;
    const [courses, modules, lessons, own] = await Promise.all([
      manager.find(Course, { order: { ordinal: 'ASC' } }),
      manager.find(CourseModule, { order: { ordinal: 'ASC' } }),
      manager.find(Lesson, { order: { ordinal: 'ASC' } }),
      centreId === null ? new Map<string, Head>() : this.ownParts(centreId),
    ]);
    return courses.map((course) => ({
      ...course, ...own.get(course.code),
      modules: taught(modules).filter(({ courseCode }) => courseCode === course.code)
        .map((module) => ({ ...module, ...own.get(module.code), lessons: taught(lessons).filter(({ moduleCode }) => moduleCode === module.code) })),
    }));
  }

  /** @param centreId whose own titles and aims go before those that Minka brings; null for none's @throws NotThere */
  async outline(code: string, centreId: Id | null): Promise<CourseOutline> {
    const outline = (await this.outlines(centreId)).find((course) => course.code === code);
    if (!outline) throw new NotThere('course');
    if (centreId === null) return outline;
    const own = new Map((await this.ownHeads(code, centreId)).map(({ code: lesson, ...head }) => [lesson, head]));
    return {
      ...outline,
      modules: outline.modules.map((module) => ({ ...module, lessons: module.lessons.map((lesson) => ({ ...lesson, ...own.get(lesson.code) })) })),
    };
  }

  /** What a centre calls courses and modules, by their codes. One query. */
  private async ownParts(centreId: Id): Promise<Map<string, Head>> {
    const words = (table: string, part: string): string => `SELECT ${part}.code, ${partTitle('x.id', part)} AS title, ${partAim('x.id', part)} AS aim FROM centres x, ${table} ${part} WHERE x.id = ?`;
    const rows = await this.dataSource.query<(Head & { code: string })[]>(`${words('courses', 'c')} UNION ALL ${words('modules', 'm')}`, [centreId, centreId]);
    return new Map(rows.map(({ code, ...head }) => [code, head]));
  }

  /** One query. */
  private ownHeads(code: string, centreId: Id): Promise<Pick<Lesson, 'code' | 'title' | 'aim'>[]> {
    return this.dataSource.query(`
      SELECT l.code, ${taughtTitle('x.id')} AS title, ${taughtAim('x.id')} AS aim
      FROM centres x, lessons l JOIN modules m ON m.code = l.module_code WHERE x.id = ? AND m.course_code = ?`, [centreId, code]);
  }

  /** The modules that are taught, course by course in their order, as a centre calls them. One query. */
  async modules(centreId: Id): Promise<ModuleRow[]> {
    return this.dataSource.query<ModuleRow[]>(`
      SELECT m.code, ${partTitle('x.id', 'm')} AS title, m.level_needed AS levelNeeded, m.level_reached AS levelReached, c.code AS courseCode, c.ordinal AS courseOrdinal,
        ${partTitle('x.id', 'c')} AS courseTitle
      FROM centres x CROSS JOIN modules m JOIN courses c ON c.code = m.course_code WHERE x.id = ? AND m.ordinal < ? ORDER BY c.ordinal, m.ordinal`, [centreId, RETIRED_FROM]);
  }

  /** All courses in their order, as a centre calls them. One query. */
  async courses(centreId: Id): Promise<Course[]> {
    const { entities, raw } = await this.dataSource.manager.createQueryBuilder(Course, 'c')
      .addSelect(partTitle(':centreId', 'c'), 'ownTitle').addSelect(partAim(':centreId', 'c'), 'ownAim').setParameter('centreId', centreId)
      .orderBy('c.ordinal').getRawAndEntities<{ ownTitle: string; ownAim: string }>();
    return entities.map((course, index) => ({ ...course, title: raw[index]?.ownTitle ?? course.title, aim: raw[index]?.ownAim ?? course.aim }));
  }
}

function taught<T extends { ordinal: number }>(parts: readonly T[]): T[] {
  return parts.filter(({ ordinal }) => ordinal < RETIRED_FROM);
}
