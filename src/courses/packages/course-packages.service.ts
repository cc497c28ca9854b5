import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { PICTURE_TYPES, type PictureType } from '../../shared/files/picture-type.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere, Refused } from '../../shared/kernel/refusal.js';
import { shippedCourse } from '../course-content.js';
import type { CourseContent, CourseFault } from '../course-outline.js';
import { Course } from '../course.entity.js';
import { saveCourse } from '../load-courses.js';
import { openPackage, type PackedCourse } from './course-package.js';
import { clashesOf, CoursePackagesRepository } from './course-packages.repository.js';

/** What a package would do: the course in it, and the one that is here. */
export interface PackagePlan {
  course: PackedCourse;
  /** Null when the course is new here. */
  here: CourseContent | null;
}

const PACKAGE_TYPE = 'application/zip';
/** A course is some thousand rows. */
const PATIENCE = 60_000;

/** Courses come in as packages: looked into, shown, and brought in whole or not at all. */
@Injectable()
export class CoursePackagesService {
  constructor(
    private readonly dataSource: DataSource, private readonly unitOfWork: UnitOfWork, private readonly files: StoredFiles,
    private readonly repository: CoursePackagesRepository,
  ) {}

  /**
   * Keeps a package that can be brought in, to be looked at.
   * @returns its id, or everything that is wrong with it
   * @throws Refused for one that is too large
   */
  async receive(centreId: Id, { name, bytes }: BoundedFile, options: UnitOptions): Promise<{ id: Id } | { faults: CourseFault[] }> {
    if (bytes === null) throw new Refused({ field: 'file', reason: 'packages:refusals.large' });
    const opened = await openPackage(bytes);
    if ('faults' in opened) return opened;
    const faults = await clashesOf(this.dataSource.manager, opened.course.content);
    if (faults.length > 0) return { faults };
    const id = await this.unitOfWork.run(
      async (tx) => (await this.files.keep(tx, { name, type: PACKAGE_TYPE, bytes, centreId })).id, { ...options, deadline: PATIENCE });
    return { id };
  }

  /** @throws NotThere */
  async plan(centreId: Id, id: Id): Promise<PackagePlan> {
    const course = await this.course(centreId, id);
    const known = await this.dataSource.manager.findOneBy(Course, { code: course.content.code });
    return { course, here: known ? (await this.repository.course(known.code, null)).content : null };
  }

  /** What would change if a course that a package brought were again as Minka brings it. @throws NotThere */
  async planBack(code: string): Promise<PackagePlan> {
    const content = ownContent(code);
    await packaged(this.dataSource.manager, code);
    return { course: { content, photos: new Map() }, here: (await this.repository.course(code, null)).content };
  }

  /** Makes a course that a package brought again as Minka brings it. @throws NotThere, Refused */
  async goBack(code: string, options: UnitOptions): Promise<void> {
    const content = ownContent(code);
    await this.unitOfWork.run(async (tx) => {
      const before = await packaged(tx.manager, code);
      await refuseClashes(tx.manager, content);
      await saveCourse(tx, content, before);
    }, { ...options, deadline: PATIENCE });
  }

  /** Brings the course in, by the way that Minka's own content comes. @throws NotThere, Refused */
  async confirm(centreId: Id, id: Id, options: UnitOptions): Promise<string> {
    const { content, photos } = await this.course(centreId, id);
    return this.unitOfWork.run(async (tx) => {
      await refuseClashes(tx.manager, content);
      for (const [name, bytes] of photos) await this.files.keep(tx, { name, type: typeOf(name), bytes, centreId: null });
      await saveCourse(tx, content, await tx.manager.findOneBy(Course, { code: content.code }), {
        otherPictures: [...photos.keys()], lenient: true, packagedAt: tx.now,
      });
      return content.code;
    }, { ...options, deadline: PATIENCE });
  }

  private async course(centreId: Id, id: Id): Promise<PackedCourse> {
    const file = await this.files.byId(centreId, id);
    const opened = file.type === PACKAGE_TYPE ? await openPackage(await this.files.read(file)) : null;
    if (!opened || 'faults' in opened) throw new NotThere('package');
    return opened.course;
  }
}

async function refuseClashes(manager: EntityManager, content: CourseContent): Promise<void> {
  const faults = await clashesOf(manager, content);
  if (faults.length > 0) throw new Refused(...faults.map(({ reason, params }) => ({ reason, params })));
}

/** @throws NotThere for a course that stands as Minka brings it, or not at all */
async function packaged(manager: EntityManager, code: string): Promise<Course> {
  const course = await manager.findOneBy(Course, { code });
  if (!course || course.packagedAt === null) throw new NotThere('course');
  return course;
}

/** @throws NotThere for a course that Minka does not bring */
function ownContent(code: string): CourseContent {
  const content = shippedCourse(code);
  if (!content) throw new NotThere('course');
  return content;
}

function typeOf(name: string): PictureType {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return (Object.keys(PICTURE_TYPES) as PictureType[]).find((type) => PICTURE_TYPES[type] === ending) ?? 'image/png';
}
