import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RETIRED_FROM } from '../courses/load-courses.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { LessonAnswer } from './lesson-answer.entity.js';
import { LessonProgress } from './lesson-progress.entity.js';
import { PracticeRound } from './practice-round.entity.js';
import { PracticeStep } from './practice-step.entity.js';

/** A lesson of a learner's courses, and how far she is in it. */
export interface OwnLesson {
  code: string;
  title: string;
  aim: string;
  moduleCode: string;
  moduleTitle: string;
  courseTitle: string;
  /** Who is seen with it may be in danger. */
  discreet: boolean;
  opened: boolean;
  /** Null before she began. */
  step: number | null;
  seenAt: number | null;
  finishedAt: number | null;
}

type OwnRow = Omit<OwnLesson, 'opened' | 'discreet'> & { opened: number | string | null; discreet: boolean | number };

/** What a learner sees of her lessons: those of the courses that she is enrolled in. */
@Injectable()
export class LearningRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In the order in which they are taught. One query. */
  async ownLessons(personId: Id, centreId: Id, today: LocalDate): Promise<OwnLesson[]> {
    const rows = await this.dataSource.query<OwnRow[]>(`${OWN_LESSONS} ORDER BY c.ordinal, m.ordinal, l.ordinal`,
      [personId, today, personId, personId, personId, centreId, RETIRED_FROM, RETIRED_FROM]);
    return rows.map(ownLesson);
  }

  /** One of them. @throws NotThere for a lesson of no course of hers, and for one that is not open to her yet */
  async ownLesson(personId: Id, centreId: Id, today: LocalDate, code: string): Promise<OwnLesson> {
    const rows = await this.dataSource.query<OwnRow[]>(`${OWN_LESSONS} AND l.code = ?`,
      [personId, today, personId, personId, personId, centreId, RETIRED_FROM, RETIRED_FROM, code]);
    const [row] = rows;
    if (!row || (Number(row.opened) === 0 && row.step === null)) throw new NotThere('lesson');
    return ownLesson(row);
  }

  answers(personId: Id, lessonCode: string): Promise<LessonAnswer[]> {
    return this.dataSource.manager.findBy(LessonAnswer, { personId, lessonCode });
  }

  progress(personId: Id, lessonCode: string): Promise<LessonProgress | null> {
    return this.dataSource.manager.findOneBy(LessonProgress, { personId, lessonCode });
  }

  /** Her newest round of a practice. */
  newestRound(personId: Id, practiceCode: string): Promise<PracticeRound | null> {
    return this.dataSource.manager.findOne(PracticeRound, { where: { personId, practiceCode }, order: { round: 'DESC' } });
  }

  steps(roundId: Id): Promise<PracticeStep[]> {
    return this.dataSource.manager.find(PracticeStep, { where: { roundId }, order: { ordinal: 'ASC' } });
  }
}

function ownLesson(row: OwnRow): OwnLesson {
  return { ...row, discreet: Boolean(row.discreet), opened: Number(row.opened) > 0 };
}

/** A lesson is open once its session's day has come, or the trainer has opened it for a group of hers. */
const OWN_LESSONS = `
  SELECT l.code, l.title, l.aim, m.code AS moduleCode, m.title AS moduleTitle, m.discreet, c.title AS courseTitle, p.step, p.seen_at AS seenAt, p.finished_at AS finishedAt,
    (SELECT COUNT(*) FROM enrolments n JOIN sessions s ON s.group_id = n.group_id
      WHERE n.person_id = ? AND n.status IN ('enrolled', 'completed') AND s.lesson_code = l.code AND s.date <= ? AND s.cancelled_at IS NULL)
    + (SELECT COUNT(*) FROM enrolments n JOIN opened_lessons o ON o.group_id = n.group_id
      WHERE n.person_id = ? AND n.status IN ('enrolled', 'completed') AND o.lesson_code = l.code) AS opened
  FROM lessons l
  JOIN modules m ON m.code = l.module_code
  JOIN courses c ON c.code = m.course_code
  LEFT JOIN lesson_progress p ON p.person_id = ? AND p.lesson_code = l.code
  WHERE c.code IN (
    SELECT e.course_code FROM enrolments n JOIN editions e ON e.id = n.edition_id
    WHERE n.person_id = ? AND e.centre_id = ? AND n.status IN ('enrolled', 'completed') AND n.group_id IS NOT NULL)
    AND l.ordinal < ? AND m.ordinal < ?`;
