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

  /** From now on the group works on this lesson. @throws NotThere for a group of another centre, or a lesson of another course */
  open(centreId: Id, groupId: Id, lessonCode: string, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const group = await tx.manager.findOneBy(LearningGroup, { id: groupId, centreId });
      const [taught] = await tx.manager.query<unknown[]>(
        `SELECT l.code FROM lessons l JOIN modules m ON m.code = l.module_code JOIN editions e ON e.course_code = m.course_code
         WHERE e.id = ? AND l.code = ?`, [group?.editionId ?? '', lessonCode]);
      if (!group || !taught) throw new NotThere('lesson of the group');
      const before = await tx.manager.findOneBy(OpenedLesson, { groupId, lessonCode });
      if (before) await tx.update(OpenedLesson, before, { openedAt: tx.now, openedBy: tx.actor.accountId });
      else await tx.insert(OpenedLesson, { id: newId(), groupId, lessonCode, openedAt: tx.now, openedBy: tx.actor.accountId });
    }, options);
  }
}
