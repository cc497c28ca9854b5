import type { Tx } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import type { CourseFiles } from './course-folder.js';
import { CoursePicture } from './course-picture.entity.js';
import { LessonText } from './lesson-text.entity.js';
import { readPractice } from './practice-content.js';
import { Practice } from './practice.entity.js';

/**
 * Brings a course's texts, drawings and practices into the database. Drawings that are no longer there go; texts and
 * practices stay, since what learners did names them.
 */
export async function saveCourseFiles(tx: Tx, courseCode: string, { lessons, pictures, practices }: CourseFiles): Promise<void> {
  for (const [lessonCode, source] of lessons) {
    const before = await tx.manager.findOneBy(LessonText, { lessonCode });
    if (before) await tx.update(LessonText, before, { source });
    else await tx.insert(LessonText, { lessonCode, source });
  }
  const drawn = await tx.manager.findBy(CoursePicture, { courseCode });
  for (const old of drawn.filter(({ name }) => !pictures.has(name))) await tx.remove(CoursePicture, old);
  for (const [name, svg] of pictures) {
    const before = drawn.find((one) => one.name === name);
    if (before) await tx.update(CoursePicture, before, { svg });
    else await tx.insert(CoursePicture, { id: newId(), courseCode, name, svg });
  }
  for (const [code, content] of practices) await savePractice(tx, courseCode, code, content);
}

async function savePractice(tx: Tx, courseCode: string, code: string, content: string): Promise<void> {
  const read = readPractice(content);
  if ('faults' in read) throw new Error(`practice ${code}: ${read.faults.join('; ')}`);
  const { title, skill } = read.practice;
  const before = await tx.manager.findOneBy(Practice, { code });
  if (before) await tx.update(Practice, before, { courseCode, title, skill, content });
  else await tx.insert(Practice, { code, courseCode, title, skill, content });
}
