import { partTitle } from '../courses/taught-title.js';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { listWords } from '../shared/web/date-words.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { OwnLesson } from './learning.repository.js';

/** A course of hers that is over, and what she did in it. */
export interface CourseOver {
  courseCode: string;
  title: string;
  endsOn: LocalDate;
  sessions: number | string;
  practices: number | string;
}

/** Rows of `CourseOver`: an edition each. */
export function coursesOver(personId: Id, centreId: Id, today: LocalDate): Selection {
  return {
    columns: { courseCode: 'c.code', title: partTitle('e.centre_id', 'c'), endsOn: 'e.ends_on', sessions: `(${SESSIONS})`, practices: `(${PRACTICES})` },
    from: `FROM enrolments n JOIN editions e ON e.id = n.edition_id JOIN courses c ON c.code = e.course_code
      WHERE n.person_id = ? AND e.centre_id = ? AND n.status IN ('enrolled', 'completed') AND n.group_id IS NOT NULL AND (e.status = 'closed' OR e.ends_on < ?)`,
    parameters: [personId, centreId, today],
  };
}

/** Where she was in the room, whichever of its groups she was in. */
const SESSIONS = `SELECT COUNT(*) FROM attendance_marks a JOIN sessions s ON s.id = a.session_id JOIN learning_groups g ON g.id = s.group_id
  WHERE a.person_id = n.person_id AND g.edition_id = e.id AND s.cancelled_at IS NULL AND a.status IN ('present', 'late', 'left_early')`;
const PRACTICES = `SELECT COUNT(DISTINCT r.practice_code) FROM practice_rounds r JOIN practices p ON p.code = r.practice_code
  WHERE r.person_id = n.person_id AND p.course_code = e.course_code AND r.practised_at IS NOT NULL`;

/**
 * For the home of somebody whose course is over: what she did there, the newest first, and repeating it as a choice. A course
 * that she takes once more is not among them.
 */
export function coursesOverItems(t: Translate, courses: readonly CourseOver[], lessons: readonly OwnLesson[]): HomeItem[] {
  const again = new Set(lessons.filter(({ over }) => !over).map(({ courseCode }) => courseCode));
  const newest = [...new Map(courses.toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1)).map((course) => [course.courseCode, course])).values()].reverse();
  const items = newest.filter(({ courseCode }) => !again.has(courseCode)).map((course): HomeItem => ({
    text: t('learning:over.title', { course: course.title }), about: deedsWords(t, course, lessons.filter(({ courseCode }) => courseCode === course.courseCode)),
  }));
  return items.length === 0 ? [] : [...items, { text: t('learning:over.repeat'), about: t('learning:over.repeat-about'), href: '/learning' }];
}

/** `Vino a 18 sesiones, terminó 12 lecciones y 9 prácticas`: of each what there is. */
function deedsWords(t: Translate, { sessions, practices }: CourseOver, lessons: readonly OwnLesson[]): string {
  const counts = { sessions: Number(sessions), lessons: lessons.filter(({ finishedAt }) => finishedAt !== null).length, practices: Number(practices) };
  const did = (Object.keys(counts) as (keyof typeof counts)[]).filter((what) => counts[what] > 0).map((what) => t(`learning:over.${what}`, { count: counts[what] }));
  return did.length === 0 ? t('learning:over.thanks') : t('learning:over.did', { what: listWords(t, did) });
}
