import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import type { EditionStatus } from '../courses/edition-rules.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import { taughtAim, taughtTitle } from '../courses/taught-title.js';
import { readTogether, type Selection } from '../shared/database/selections.js';
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
  courseCode: string;
  /** All courses of hers that have it are over: she may repeat it, and need not. */
  over: boolean;
  /** Who is seen with it may be in danger. */
  discreet: boolean;
  opened: boolean;
  /** The day of its session, while that is still to come; null when nothing is planned. */
  opensOn: LocalDate | null;
  /** Null before she began. */
  step: number | null;
  seenAt: number | null;
  finishedAt: number | null;
}

interface Place {
  courseOrdinal: number;
  moduleOrdinal: number;
  ordinal: number;
  status: EditionStatus;
  endsOn: LocalDate;
}

/** What `ownLessonsFrom` makes lessons of: the lessons of her courses, and the codes of those that are open to a group of hers. */
export interface FoundLessons {
  lessons: readonly (Omit<OwnLesson, 'opened' | 'opensOn' | 'discreet' | 'over'> & { discreet: boolean | number | string } & Place)[];
  /** The days of their sessions. */
  planned: readonly { code: string; date: LocalDate }[];
  /** Their trainer has opened them. */
  opened: readonly { code: string }[];
}

/** What a learner sees of her lessons: those of the courses that she is enrolled in. */
@Injectable()
export class LearningRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In the order in which they are taught. One query. */
  async ownLessons(personId: Id, centreId: Id, today: LocalDate): Promise<OwnLesson[]> {
    return this.read(lessonSelections(personId, centreId), today);
  }

  /** One of them. @throws NotThere for a lesson of no course of hers, LessonClosed for one that is not open to her yet */
  async ownLesson(personId: Id, centreId: Id, today: LocalDate, code: string): Promise<OwnLesson> {
    const [found] = await this.read(lessonSelections(personId, centreId, code), today);
    if (!found) throw new NotThere('lesson');
    if (!found.opened && found.step === null) throw new LessonClosed(found);
    return found;
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

  /** Which of some practices count as practised by her, by code. */
  async practised(personId: Id, codes: readonly string[]): Promise<ReadonlySet<string>> {
    const rounds = await this.dataSource.manager.findBy(PracticeRound, { personId, practiceCode: In([...codes]), practisedAt: Not(IsNull()) });
    return new Set(rounds.map(({ practiceCode }) => practiceCode));
  }

  steps(roundId: Id): Promise<PracticeStep[]> {
    return this.dataSource.manager.find(PracticeStep, { where: { roundId }, order: { ordinal: 'ASC' } });
  }

  private async read(selections: Record<keyof FoundLessons, Selection>, today: LocalDate): Promise<OwnLesson[]> {
    const [lessons, planned, opened] = await readTogether(this.dataSource, [selections.lessons, selections.planned, selections.opened]);
    return ownLessonsFrom({ lessons, planned, opened } as unknown as FoundLessons, today);
  }
}

/** A lesson of hers that waits for its session. */
export class LessonClosed extends NotThere {
  constructor(readonly lesson: OwnLesson) {
    super('lesson');
  }
}

/**
 * In the order in which they are taught. Who is in two groups of a course has its lessons once. A lesson is open once its
 * session's day has come, the trainer has opened it for a group of hers, or the course is over: no session will open it then.
 */
export function ownLessonsFrom({ lessons, planned, opened }: FoundLessons, today: LocalDate): OwnLesson[] {
  const isOver = ({ status, endsOn }: Place): boolean => status === 'closed' || endsOn < today;
  const over = lessons.filter(isOver);
  const current = new Set(lessons.filter((lesson) => !isOver(lesson)).map(({ code }) => code));
  const open = new Set([...planned.filter(({ date }) => date <= today), ...opened, ...over].map(({ code }) => code));
  const opensOn = (code: string): LocalDate | null => planned.filter((one) => one.code === code).map(({ date }) => date).sort()[0] ?? null;
  return [...new Map(lessons.map((lesson) => [lesson.code, lesson])).values()]
    .sort((a, b) => a.courseOrdinal - b.courseOrdinal || a.moduleOrdinal - b.moduleOrdinal || a.ordinal - b.ordinal)
    .map((lesson) => ({
      ...lesson, discreet: Number(lesson.discreet) > 0, over: !current.has(lesson.code), opened: open.has(lesson.code), opensOn: open.has(lesson.code) ? null : opensOn(lesson.code),
    }));
}

const IN_COURSE = "n.person_id = ? AND n.status IN ('enrolled', 'completed')";

/** @param code for that lesson alone */
export function lessonSelections(personId: Id, centreId: Id, code?: string): Record<keyof FoundLessons, Selection> {
  const only = (column: string): string => (code === undefined ? '' : ` AND ${column} = ?`);
  const codes = code === undefined ? [] : [code];
  return {
    lessons: {
      columns: {
        courseOrdinal: 'c.ordinal', moduleOrdinal: 'm.ordinal', ordinal: 'l.ordinal', code: 'l.code', title: taughtTitle('e.centre_id'), aim: taughtAim('e.centre_id'),
        moduleCode: 'm.code', moduleTitle: 'm.title', courseCode: 'c.code', discreet: 'm.discreet', step: 'p.step', seenAt: 'p.seen_at', finishedAt: 'p.finished_at',
        status: 'e.status', endsOn: 'e.ends_on',
      },
      from: `
        FROM enrolments n
        JOIN editions e ON e.id = n.edition_id
        JOIN courses c ON c.code = e.course_code
        JOIN modules m ON m.course_code = c.code
        JOIN lessons l ON l.module_code = m.code
        LEFT JOIN lesson_progress p ON p.person_id = n.person_id AND p.lesson_code = l.code
        WHERE ${IN_COURSE} AND e.centre_id = ? AND n.group_id IS NOT NULL AND l.ordinal < ? AND m.ordinal < ?${only('l.code')}`,
      parameters: [personId, centreId, RETIRED_FROM, RETIRED_FROM, ...codes],
    },
    planned: {
      columns: { code: 's.lesson_code', date: 's.date' },
      from: `FROM enrolments n JOIN sessions s ON s.group_id = n.group_id
        WHERE ${IN_COURSE} AND s.lesson_code IS NOT NULL AND s.cancelled_at IS NULL${only('s.lesson_code')}`,
      parameters: [personId, ...codes],
    },
    opened: {
      columns: { code: 'o.lesson_code' },
      from: `FROM enrolments n JOIN opened_lessons o ON o.group_id = n.group_id WHERE ${IN_COURSE}${only('o.lesson_code')}`,
      parameters: [personId, ...codes],
    },
  };
}
