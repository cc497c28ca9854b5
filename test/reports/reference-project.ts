import type { CourseFacts, LearnerFacts, MarkFacts } from '../../src/reports/facts/learner-facts.js';
import { addDays } from '../../src/shared/kernel/local-date.js';

/** The reference project: Red de Democracia Digital, Lima, April 2011 to March 2013, at its two centres. */
export const REFERENCE = { from: '2011-04-01', to: '2013-03-31' };
export const REFERENCE_CENTRES = ['vmt', 'ves'];

/** What its evaluation reported, and what it did not: how many others came, how many completed and how many went on to course 2. */
const LEADERS = 623;
const OTHERS = 147;
const GRADUATES = 500;
const LEADERS_AMONG_THEM = 405;
const IN_COURSE_2 = 300;
const SESSIONS = 25;

/**
 * Learners of whom 623 are leaders; 500 completed course 1, 405 of them leaders (81%); of 25 sessions of a course everybody came
 * to 16 in course 1 (64%) and to 9 in course 2 (36%). Those who did not go on to course 2 make no difference to that.
 */
export function referenceProject(): LearnerFacts[][] {
  return Array.from({ length: LEADERS + OTHERS }, (_, number) => [learner(number)]);
}

function learner(number: number): LearnerFacts {
  const leader = number < LEADERS;
  // The first leaders and the last others completed.
  const completed = leader ? number < LEADERS_AMONG_THEM : number >= LEADERS + OTHERS - (GRADUATES - LEADERS_AMONG_THEM);
  const id = `learner-${String(number).padStart(3, '0')}`;
  return {
    learnerId: id, personId: `person-${number}`, centreId: REFERENCE_CENTRES[number % 2] as string, sex: number % 10 < 8 ? 'female' : 'male', birthDate: null, birthYear: 1945 + (number % 45),
    access: number % 3 === 0 ? 'none' : 'some', kind: leader ? 'leader' : 'member', registeredOn: '2011-05-02', diagnosedOn: '2011-05-09', levels: [{ on: '2011-05-16', level: 0 }],
    posts: [], gains: [], coaching: [], actions: [], answers: [], fees: [],
    courses: [course(id, 1, '2011-06-06', 16, completed), ...(number < IN_COURSE_2 ? [course(id, 2, '2012-03-05', 9, false)] : [])],
  };
}

/** Two sessions a week. */
function course(learnerId: string, number: number, from: string, cameTo: number, completed: boolean): CourseFacts {
  const marks = Array.from({ length: SESSIONS }, (_, session): MarkFacts => [addDays(from, session * 3), `course-${number}-session-${session}`, 120, session < cameTo ? 120 : 0, session < cameTo ? 1 : 0]);
  return {
    enrolmentId: `${learnerId}-course-${number}`, editionId: `edition-${number}`, courseCode: `curso-${number}`, course: number, status: completed ? 'completed' : 'withdrawn', level: 0,
    enrolledOn: from, groupId: `group-${number}`, groupedOn: from, endedOn: null, completedOn: completed ? addDays(from, SESSIONS * 3) : null, marks,
  };
}
