import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { CourseModule } from './course-module.entity.js';
import { Course } from './course.entity.js';
import { Lesson } from './lesson.entity.js';
import { RETIRED_FROM } from './load-courses.js';
import { taughtAim, taughtTitle } from './taught-title.js';

export type ModuleOutline = CourseModule & { lessons: Lesson[] };
export type CourseOutline = Course & { modules: ModuleOutline[] };

/** A module with its course, for the way that a level goes. */
export type ModuleRow = Pick<CourseModule, 'code' | 'title' | 'levelNeeded' | 'levelReached' | 'courseCode'> & { courseOrdinal: number; courseTitle: string };

/** Reads of the courses' content. Retired modules and lessons are left out. */
@Injectable()
export class CoursesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All courses with their modules and lessons, in their order. Three queries. */
  async outlines(): Promise<CourseOutline[]> {
    const manager = this.dataSource.manager;
    const [courses, modules, lessons] = await Promise.all([
      manager.find(Course, { order: { ordinal: 'ASC' } }),
      manager.find(CourseModule, { order: { ordinal: 'ASC' } }),
      manager.find(Lesson, { order: { ordinal: 'ASC' } }),
    ]);
    return courses.map((course) => ({
      ...course,
      modules: taught(modules).filter(({ courseCode }) => courseCode === course.code)
        .map((module) => ({ ...module, lessons: taught(lessons).filter(({ moduleCode }) => moduleCode === module.code) })),
    }));
  }

  /** @param centreId whose own titles and aims go before those that Minka brings; null for none's @throws NotThere */
  async outline(code: string, centreId: Id | null): Promise<CourseOutline> {
    const outline = (await this.outlines()).find((course) => course.code === code);
    if (!outline) throw new NotThere('course');
    if (centreId === null) return outline;
    const own = new Map((await this.ownHeads(code, centreId)).map(({ code: lesson, ...head }) => [lesson, head]));
    return {
      ...outline,
      modules: outline.modules.map((module) => ({ ...module, lessons: module.lessons.map((lesson) => ({ ...lesson, ...own.get(lesson.code) })) })),
    };
  }

  /** One query. */
  private ownHeads(code: string, centreId: Id): Promise<Pick<Lesson, 'code' | 'title' | 'aim'>[]> {
    return this.dataSource.query(`
      SELECT l.code, ${taughtTitle('x.id')} AS title, ${taughtAim('x.id')} AS aim
      FROM centres x, lessons l JOIN modules m ON m.code = l.module_code WHERE x.id = ? AND m.course_code = ?`, [centreId, code]);
  }

  /** The modules that are taught, course by course in their order. One query. */
  async modules(): Promise<ModuleRow[]> {
    return this.dataSource.query<ModuleRow[]>(`
      SELECT m.code, m.title, m.level_needed AS levelNeeded, m.level_reached AS levelReached, c.code AS courseCode, c.ordinal AS courseOrdinal,
        c.title AS courseTitle
      FROM modules m JOIN courses c ON c.code = m.course_code WHERE m.ordinal < ? ORDER BY c.ordinal, m.ordinal`, [RETIRED_FROM]);
  }

  courses(): Promise<Course[]> {
    return this.dataSource.manager.find(Course, { order: { ordinal: 'ASC' } });
  }
}

function taught<T extends { ordinal: number }>(parts: readonly T[]): T[] {
  return parts.filter(({ ordinal }) => ordinal < RETIRED_FROM);
}
