import { Injectable } from '@nestjs/common';
import type { LessonContent } from '../courses/lesson-content.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { LessonAnswer } from './lesson-answer.entity.js';
import { LessonProgress } from './lesson-progress.entity.js';
import { stopAt, stopsOf } from './lesson-stops.js';

/** Somebody in a lesson. */
export interface LessonReader {
  personId: Id;
  centreId: Id;
  lesson: LessonContent;
}

/** Keeps how far learners are: each stop is on record as soon as it is left behind. */
@Injectable()
export class LessonProgressService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * She leaves a stop behind. Going back and reading again never takes anything from her.
   * @returns the number of the next stop, null at the end of the lesson
   */
  goOn(reader: LessonReader, stop: number, options: UnitOptions): Promise<number | null> {
    return this.unitOfWork.run((tx) => leave(tx, reader, stop), options);
  }

  /**
   * She answers the question of a stop; with the right answer she leaves it behind.
   * @param option counted from 1
   * @throws NotThere for a stop that is no question
   */
  answer(reader: LessonReader, stop: number, option: number, options: UnitOptions): Promise<{ right: boolean; next: number | null }> {
    return this.unitOfWork.run(async (tx) => {
      const at = stopAt(reader.lesson, stop);
      if (at?.kind !== 'question') throw new NotThere('question');
      const right = reader.lesson.questions[at.index]?.right === option;
      await keepAnswer(tx, reader, at.index + 1, right);
      return { right, next: right ? await leave(tx, reader, stop) : stop };
    }, options);
  }
}

async function leave(tx: Tx, { personId, centreId, lesson }: LessonReader, stop: number): Promise<number | null> {
  const last = stopsOf(lesson).length;
  const before = await tx.manager.findOneBy(LessonProgress, { personId, lessonCode: lesson.lesson });
  const step = Math.max(before?.step ?? 1, Math.min(stop + 1, last));
  const finishedAt = before?.finishedAt ?? (stop >= last ? tx.now : null);
  if (before) await tx.update(LessonProgress, before, { step, seenAt: tx.now, finishedAt });
  else {
    await tx.insert(LessonProgress, {
      id: newId(), personId, lessonCode: lesson.lesson, centreId, step, startedAt: tx.now, seenAt: tx.now, finishedAt, version: 1,
    });
  }
  return stop >= last ? null : stop + 1;
}

async function keepAnswer(tx: Tx, { personId, lesson }: LessonReader, question: number, right: boolean): Promise<void> {
  const before = await tx.manager.findOneBy(LessonAnswer, { personId, lessonCode: lesson.lesson, question });
  if (before) await tx.update(LessonAnswer, before, { attempts: before.attempts + 1, answeredAt: tx.now });
  else {
    await tx.insert(LessonAnswer, {
      id: newId(), personId, lessonCode: lesson.lesson, question, attempts: 1, rightAtOnce: right, answeredAt: tx.now, version: 1,
    });
  }
}
