import type { IndicatorDefinition, Share } from './indicator.js';
import { atCourse, isWithin, OF_A_COURSE, OF_A_DAY, onDays } from './shares.js';

/** Who was reached, before anybody came to a session. */
export const REACH: readonly IndicatorDefinition[] = [
  {
    code: 'registered', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['relevance'], proof: 'people',
    dimensions: OF_A_DAY, once: 'person', shares: (person) => onDays(person, ({ registeredOn }) => registeredOn),
  },
  {
    code: 'diagnosed', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['relevance'], proof: 'people',
    dimensions: OF_A_DAY, once: 'person', shares: (person) => onDays(person, ({ diagnosedOn }) => diagnosedOn),
  },
  {
    code: 'placed', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['relevance'], proof: 'people',
    dimensions: OF_A_DAY, once: 'person', shares: (person) => onDays(person, ({ levels }) => levels[0]?.on ?? null),
  },
  {
    code: 'grouped', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['relevance', 'efficiency'], proof: 'enrolments',
    dimensions: OF_A_COURSE, once: 'person',
    shares: ({ facts, period }) => facts.flatMap((one) => one.courses.flatMap((course): Share[] => (
      isWithin(period, course.groupedOn) ? [{ value: 1, of: 0, at: atCourse(one, course, course.groupedOn), record: course.enrolmentId }] : []))),
  },
];
