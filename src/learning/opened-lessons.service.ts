import { Injectable } from '@nestjs/common';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { OpenedLesson } from './opened-lesson.entity.js';

/** Opens lessons for groups before their day, or again. */
@Injectable()
export class OpenedLessonsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * From now on the group works on this lesson.
   *
   * @param passed the lessons that were to come before it: they are open as well, and none of them stays behind a door
   * @throws NotThere for a group of another centre, or a lesson of another course
   */
  open(centreId: Id, groupId: Id, lessonCode: string, passed: readonly string[], options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const group = await tx.manager.findOneBy(LearningGroup, { id: groupId, centreId });
      const [taught] = await tx.manager.query<unknown[]>(
        `SELECT l.code FROM lessons l JOIN modules m ON m.code = l.module_code JOIN editions e ON e.course_code = m.course_code
         WHERE e.id = ? AND l.code = ?`, [group?.editionId ?? '', lessonCode]);
      if (!group || !taught) throw new NotThere('lesson of the group');
      const opened = await tx.manager.findBy(OpenedLesson, { groupId });
      const missing = passed.filter((code) => !opened.some((one) => one.lessonCode === code));
      // A moment earlier, so that the newest is the one that was chosen.
      if (missing.length > 0) await tx.insert(OpenedLesson, missing.map((code) => ({ id: newId(), groupId, lessonCode: code, openedAt: tx.now - 1, openedBy: tx.actor.accountId })));
      const before = opened.find((one) => one.lessonCode === lessonCode);
      if (before) await tx.update(OpenedLesson, before, { openedAt: tx.now, openedBy: tx.actor.accountId });
      else await tx.insert(OpenedLesson, { id: newId(), groupId, lessonCode, openedAt: tx.now, openedBy: tx.actor.accountId });
    }, options);
  }

  /** Takes an opening back, as long as nobody of the group has begun the lesson. @returns whether it did @throws NotThere */
  close(centreId: Id, groupId: Id, lessonCode: string, options: UnitOptions): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if (!await tx.manager.existsBy(LearningGroup, { id: groupId, centreId })) throw new NotThere('group');
      const begun = await tx.manager.query<unknown[]>(
        'SELECT p.id FROM lesson_progress p JOIN enrolments n ON n.person_id = p.person_id WHERE n.group_id = ? AND p.lesson_code = ? LIMIT 1', [groupId, lessonCode]);
      const opened = await tx.manager.findOneBy(OpenedLesson, { groupId, lessonCode });
      if (begun.length > 0) return false;
      if (opened) await tx.remove(OpenedLesson, opened);
      return true;
    }, options);
  }
}
