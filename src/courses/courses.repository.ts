import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotThere } from '../shared/kernel/refusal.js';
import { CourseModule } from './course-module.entity.js';
import { Course } from './course.entity.js';
import { Lesson } from './lesson.entity.js';
import { RETIRED_FROM } from './load-courses.js';

export type ModuleOutline = CourseModule & { lessons: Lesson[] };
export type CourseOutline = Course & { modules: ModuleOutline[] };

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

  /** @throws NotThere */
  async outline(code: string): Promise<CourseOutline> {
    const outline = (await this.outlines()).find((course) => course.code === code);
    if (!outline) throw new NotThere('course');
    return outline;
  }

  courses(): Promise<Course[]> {
    return this.dataSource.manager.find(Course, { order: { ordinal: 'ASC' } });
  }
}

function taught<T extends { ordinal: number }>(parts: readonly T[]): T[] {
  return parts.filter(({ ordinal }) => ordinal < RETIRED_FROM);
}
