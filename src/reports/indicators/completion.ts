import type { CourseFacts, LearnerFacts } from '../facts/learner-facts.js';
import type { IndicatorDefinition, Period, PersonSeen, Share } from './indicator.js';
import { kindOf } from './own-values.js';
import { atCourse, cameIn, firstCame, isUntil, isWithin, lastMonth, NO_SHARES, OF_A_COURSE } from './shares.js';

/** Who got through a course, and on to the next one. */
export const COMPLETION: readonly IndicatorDefinition[] = [
  {
    code: 'completion', version: 1, form: 'ratio', unit: 'participations', level: 'individual', criteria: ['effectiveness', 'efficiency'], proof: 'enrolments',
    dimensions: OF_A_COURSE,
    shares: ({ facts, period }) => facts.flatMap((one) => one.courses.flatMap((course) => completionOf(one, course, period))),
  },
  {
    code: 'graduates', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['effectiveness'], proof: 'enrolments',
    dimensions: OF_A_COURSE, once: 'person', counts: { people: { name: 'graduates' } }, shares: (person) => completed(person, () => [1, 0]),
  },
  {
    code: 'leaders-among-graduates', version: 2, form: 'ratio', unit: 'people', level: 'organisation', criteria: ['relevance', 'undef_added_value'], proof: 'enrolments',
    dimensions: OF_A_COURSE.filter((one) => one !== 'kind'), once: 'person',
    counts: { people: { name: 'graduates' }, of: { name: 'graduates' }, value: { name: 'graduates', where: { kind: 'leader' } } },
    shares: leadersWhoCompleted,
  },
  {
    code: 'retention', version: 1, form: 'ratio', unit: 'people', level: 'individual', criteria: ['effectiveness', 'sustainability'], proof: 'enrolments',
    dimensions: OF_A_COURSE.filter((one) => one !== 'course'), once: 'person',
    counts: { people: { name: 'graduates', where: { course: '1' } }, of: { name: 'graduates', where: { course: '1' } }, value: { name: 'retained' } },
    shares: thoseWhoWentOn,
  },
];

/** Completed in the period; or came in it, and had not completed by its end. */
function completionOf(one: LearnerFacts, course: CourseFacts, period: Period): Share[] {
  if (isWithin(period, course.completedOn)) return [{ value: 1, of: 1, at: atCourse(one, course, course.completedOn), record: course.enrolmentId }];
  if (isUntil(period, course.completedOn) || !cameIn(period, course)) return [];
  return [{ value: 0, of: 1, at: atCourse(one, course, lastMonth(period, course)), record: course.enrolmentId }];
}

function leadersWhoCompleted(person: PersonSeen): readonly Share[] {
  const leads = kindOf(person) === 'leader' ? 1 : 0;
  return completed(person, () => [leads, 1]);
}

function thoseWhoWentOn(person: PersonSeen): readonly Share[] {
  const wentOn = person.facts.some(({ courses }) => courses.some((course) => course.course === 2 && isUntil(person.period, firstCame(course)))) ? 1 : 0;
  return completed(person, ({ course }) => (course === 1 ? [wentOn, 1] : null));
}

function completed({ facts, period }: PersonSeen, shareOf: (course: CourseFacts) => readonly [value: number, of: number] | null): readonly Share[] {
  let shares: Share[] | null = null;
  for (const one of facts) {
    for (const course of one.courses) {
      if (!isWithin(period, course.completedOn)) continue;
      const share = shareOf(course);
      if (share !== null) (shares ??= []).push({ value: share[0], of: share[1], at: atCourse(one, course, course.completedOn), record: course.enrolmentId });
    }
  }
  return shares ?? NO_SHARES;
}
