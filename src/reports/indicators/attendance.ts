import type { IndicatorDefinition, PersonSeen, Share } from './indicator.js';
import { kindOf, sexOf } from './own-values.js';
import { NO_SHARES, OF_A_COURSE, ofMarks } from './shares.js';

/** In whichever sessions she came to. */
export function came(person: PersonSeen): readonly Share[] {
  return ofMarks(person, 'enrolmentId', (marks) => (marks.came > 0 ? [1, 0] : null));
}

function womenWhoCame(person: PersonSeen): readonly Share[] {
  const woman = sexOf(person) === 'female' ? 1 : 0;
  return ofMarks(person, 'enrolmentId', (marks) => (marks.came > 0 ? [woman, 1] : null));
}

/** Who came to sessions, how often and for how long. */
export const ATTENDANCE: readonly IndicatorDefinition[] = [
  {
    code: 'people-trained', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['effectiveness', 'relevance'], proof: 'people',
    dimensions: OF_A_COURSE, once: 'person', counts: { people: { name: 'trained' } }, shares: came,
  },
  {
    code: 'leaders-trained', version: 2, form: 'count', unit: 'people', level: 'individual', criteria: ['effectiveness', 'undef_added_value'], proof: 'people',
    dimensions: OF_A_COURSE.filter((one) => one !== 'kind'), once: 'person', counts: { people: { name: 'trained', where: { kind: 'leader' } } },
    shares: (person) => (kindOf(person) === 'leader' ? came(person) : NO_SHARES),
  },
  {
    code: 'women-share', version: 1, form: 'ratio', unit: 'people', level: 'individual', criteria: ['relevance', 'effectiveness'], proof: 'people',
    dimensions: OF_A_COURSE.filter((one) => one !== 'sex'), once: 'person',
    counts: { people: { name: 'trained' }, of: { name: 'trained' }, value: { name: 'trained', where: { sex: 'female' } } },
    shares: womenWhoCame,
  },
  {
    code: 'participations', version: 1, form: 'count', unit: 'participations', level: 'individual', criteria: ['effectiveness'], proof: 'enrolments',
    dimensions: OF_A_COURSE, once: 'record', counts: { people: { name: 'trained' } }, shares: came,
  },
  {
    code: 'attendance', version: 1, form: 'ratio', unit: 'sessions', level: 'individual', criteria: ['effectiveness', 'efficiency'], proof: 'sessions',
    dimensions: OF_A_COURSE, shares: (person) => ofMarks(person, 'sessionId', (marks) => [marks.came, marks.held]),
  },
  {
    code: 'hours', version: 1, form: 'count', unit: 'minutes', level: 'individual', criteria: ['efficiency'], proof: 'sessions',
    dimensions: OF_A_COURSE, counts: { people: { name: 'trained' } },
    shares: (person) => ofMarks(person, 'sessionId', (marks) => (marks.came > 0 ? [marks.minutes, 0] : null)),
  },
];
