import { Edition } from '../../src/courses/edition.entity.js';
import { readLesson } from '../../src/courses/lesson-content.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { LessonProgress } from '../../src/learning/lesson-progress.entity.js';
import { OpenedLesson } from '../../src/learning/opened-lesson.entity.js';
import type { Tx } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { localDateAt } from '../../src/shared/kernel/local-date.js';

/** The lesson that groups are at today, counted from 0: the ones before it are behind them. */
const TODAY = 4;

/** A practice, and a lesson that has it. */
export interface BenchPractice {
  lesson: string;
  practice: string;
}

/** Where it is. */
export function practicePath({ lesson, practice }: BenchPractice): string {
  return `/learning/${lesson}/practice/${practice}`;
}

interface LessonRow {
  code: string;
  course: string;
  content: string | null;
}

/** The lessons of the courses, each with the practices that it names. */
export async function lessonsOf(tx: Tx): Promise<{ code: string; course: string; practices: string[] }[]> {
  const rows = await tx.manager.query<LessonRow[]>(`
    SELECT l.code, m.course_code AS course, t.source AS content FROM lessons l JOIN modules m ON m.code = l.module_code
    LEFT JOIN lesson_texts t ON t.lesson_code = l.code ORDER BY m.course_code, m.ordinal, l.ordinal`, []);
  return rows.map(({ code, course, content }) => ({ code, course, practices: practicesIn(content ?? '') }));
}

function practicesIn(source: string): string[] {
  const read = readLesson(source);
  return read.ok ? read.lesson.practice : [];
}

/** Every group is in the middle of a lesson of its course, and everybody of it somewhere in that lesson. @returns the lesson's code */
export async function teach(tx: Tx, centreId: Id, groups: readonly { id: Id; members: readonly Id[] }[], lessons: readonly string[]): Promise<string> {
  await tx.insert(OpenedLesson, groups.flatMap(({ id }) => lessons.slice(0, TODAY + 1).map((code, index) => opened(tx, id, code, index))));
  await tx.insert(LessonProgress, groups.flatMap(({ members }) => members.flatMap((personId, number) => lessons.slice(0, TODAY + 1).map((lessonCode, index) => ({
    id: newId(), personId, lessonCode, centreId, step: index < TODAY ? 9 : 1 + (number % 4), startedAt: tx.now, seenAt: tx.now,
    finishedAt: index < TODAY ? tx.now : null,
  })))));
  return lessons[TODAY] as string;
}

/** Somebody who takes all courses at once, with every lesson open: for looking at each practice. */
export async function practiseAll(tx: Tx, centreId: Id, roomId: Id, personId: Id): Promise<BenchPractice[]> {
  const lessons = await lessonsOf(tx);
  for (const course of new Set(lessons.map((lesson) => lesson.course))) {
    const today = localDateAt(tx.now);
    const [editionId, groupId] = [newId(), newId()];
    await tx.insert(Edition, [{
      id: editionId, centreId, courseCode: course, name: 'Repaso', startsOn: today, endsOn: today, feeCents: 0, status: 'running', createdAt: tx.now,
    }]);
    await tx.insert(LearningGroup, [{
      id: groupId, editionId, centreId, name: 'Repaso', level: 0, roomId, days: 127, startsAt: '00:00', endsAt: '23:59', capacity: 20, createdAt: tx.now,
    }]);
    await tx.insert(Enrolment, [{ id: newId(), editionId, personId, centreId, groupId, status: 'enrolled', enrolledAt: tx.now }]);
    await tx.insert(OpenedLesson, lessons.filter((lesson) => lesson.course === course).map(({ code }, index) => opened(tx, groupId, code, index)));
  }
  const all = lessons.flatMap(({ code, practices }) => practices.map((practice) => ({ lesson: code, practice })));
  return all.filter(({ practice }, index) => all.findIndex((other) => other.practice === practice) === index);
}

function opened(tx: Tx, groupId: Id, lessonCode: string, index: number): Partial<OpenedLesson> {
  return { id: newId(), groupId, lessonCode, openedAt: tx.now + index, openedBy: null };
}
