import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { CourseLessons, type CourseLesson, type FoundCourse } from '../courses/course-lessons.js';
import type { EditionStatus } from '../courses/edition-rules.js';
import { contentEdits } from '../courses/taught-title.js';
import { readNamed, type Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { LessonAnswer } from './lesson-answer.entity.js';
import { LessonProgress } from './lesson-progress.entity.js';
import { PracticeRound } from './practice-round.entity.js';
import { PracticeStep } from './practice-step.entity.js';

/** How far she is in a lesson. */
interface Progress {
  /** Null before she began. */
  step: number | null;
  seenAt: number | null;
  finishedAt: number | null;
}

/** A lesson of a learner's courses, and how far she is in it. */
export interface OwnLesson extends Pick<CourseLesson, 'code' | 'title' | 'aim' | 'moduleCode' | 'moduleTitle' | 'courseCode' | 'discreet'>, Progress {
  /** All courses of hers that have it are over: she may repeat it, and need not. */
  over: boolean;
  opened: boolean;
  /** The day of its session, while that is still to come; null when nothing is planned. */
  opensOn: LocalDate | null;
  /** A group of hers has a session with it today, or its trainer opened it today. */
  ofToday: boolean;
}

/** What is found of a learner's lessons, beside what her courses are made of. */
export interface FoundLessons {
  /** The courses that she is in a group of; one twice where she is in two. */
  courses: readonly (FoundCourse & { status: EditionStatus; endsOn: LocalDate })[];
  progress: readonly ({ code: string } & Progress)[];
  /** The days of her groups' sessions. */
  planned: readonly { code: string; date: LocalDate }[];
  /** Their trainer has opened them. */
  opened: readonly { code: string; openedAt: Instant }[];
}

/** What a learner sees of her lessons: those of the courses that she is enrolled in. */
@Injectable()
export class LearningRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly lessons: CourseLessons) {}

  /** In the order in which they are taught. One query, or two where a course has changed. */
  async ownLessons(personId: Id, centreId: Id, today: LocalDate): Promise<OwnLesson[]> {
    const found = await readNamed(this.dataSource, lessonSelections(personId, centreId));
    return this.fromFound(found as unknown as FoundLessons, centreId, today);
  }

  /** The same of what was read already. */
  async fromFound(found: FoundLessons, centreId: Id, today: LocalDate): Promise<OwnLesson[]> {
    return ownLessonsFrom(found, await this.lessons.of(centreId, found.courses), today);
  }

  /** One of them. @throws NotThere for a lesson of no course of hers, LessonClosed for one that is not open to her yet */
  async ownLesson(personId: Id, centreId: Id, today: LocalDate, code: string): Promise<OwnLesson> {
    const found = (await this.ownLessons(personId, centreId, today)).find((own) => own.code === code);
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
export function ownLessonsFrom({ courses, progress, planned, opened }: FoundLessons, lessons: readonly CourseLesson[], today: LocalDate): OwnLesson[] {
  const over = new Set(courses.filter((course) => isOver(course, today)).map(({ courseCode }) => courseCode));
  const current = new Set(courses.filter((course) => !isOver(course, today)).map(({ courseCode }) => courseCode));
  const open = new Set([...planned.filter(({ date }) => date <= today), ...opened].map(({ code }) => code));
  const ofToday = new Set([
    ...planned.filter(({ date }) => date === today), ...opened.filter(({ openedAt }) => localDateAt(Number(openedAt)) === today),
  ].map(({ code }) => code));
  const coming = new Map(planned.toSorted((a, b) => (a.date < b.date ? 1 : -1)).map(({ code, date }) => [code, date]));
  const reached = new Map(progress.map((one) => [one.code, one]));
  return [...new Set(lessons)]
    .sort((a, b) => a.courseOrdinal - b.courseOrdinal || a.moduleOrdinal - b.moduleOrdinal || a.ordinal - b.ordinal)
    .map(({ courseCode, code, title, aim, moduleCode, moduleTitle, discreet }) => {
      const { step = null, seenAt = null, finishedAt = null } = reached.get(code) ?? {};
      const isOpen = open.has(code) || over.has(courseCode);
      return {
        code, title, aim, moduleCode, moduleTitle, courseCode, discreet, step, seenAt, finishedAt,
        over: !current.has(courseCode), opened: isOpen, opensOn: isOpen ? null : coming.get(code) ?? null, ofToday: ofToday.has(code),
      };
    });
}

/** The edition has ended, or was closed before. */
export function isOver({ status, endsOn }: { status: EditionStatus; endsOn: LocalDate }, today: LocalDate): boolean {
  return status === 'closed' || endsOn < today;
}

const IN_COURSE = "n.person_id = ? AND n.status IN ('enrolled', 'completed')";

const PROGRESS = { code: 'p.lesson_code', step: 'p.step', seenAt: 'p.seen_at', finishedAt: 'p.finished_at' };
const PLANNED = { code: 's.lesson_code', date: 's.date' };
const OPENED = { code: 'o.lesson_code', openedAt: 'o.opened_at' };
const COURSES = { courseCode: 'c.code', contentVersion: 'c.content_version', edits: contentEdits('e.centre_id'), status: 'e.status', endsOn: 'e.ends_on' };

export function lessonSelections(personId: Id, centreId: Id): Record<keyof FoundLessons, Selection> {
  return {
    courses: {
      columns: COURSES,
      from: `FROM enrolments n JOIN editions e ON e.id = n.edition_id JOIN courses c ON c.code = e.course_code
        WHERE ${IN_COURSE} AND e.centre_id = ? AND n.group_id IS NOT NULL`,
      parameters: [personId, centreId],
    },
    progress: {
      columns: PROGRESS,
      from: 'FROM lesson_progress p WHERE p.person_id = ?',
      parameters: [personId],
    },
    planned: {
      columns: PLANNED,
      from: `FROM enrolments n JOIN sessions s ON s.group_id = n.group_id WHERE ${IN_COURSE} AND s.lesson_code IS NOT NULL AND s.cancelled_at IS NULL`,
      parameters: [personId],
    },
    opened: {
      columns: OPENED,
      from: `FROM enrolments n JOIN opened_lessons o ON o.group_id = n.group_id WHERE ${IN_COURSE}`,
      parameters: [personId],
    },
  };
}
