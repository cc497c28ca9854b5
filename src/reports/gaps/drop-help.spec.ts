import type { CourseFacts } from '../facts/learner-facts.js';
import { helpFor, helpForAll, type HelpedPerson, type OpenEdition } from './drop-help.js';
import { DROPS, type Drop } from './gap-path.js';

const FIRST: OpenEdition = { id: 'e1', name: 'Curso 1, marzo', course: 1, levelNeeded: 0, levelReached: 3 };
const SECOND: OpenEdition = { id: 'e2', name: 'Curso 2, mayo', course: 2, levelNeeded: 3, levelReached: 3 };

function course(more: Partial<CourseFacts>): CourseFacts {
  return {
    enrolmentId: 'n', editionId: 'e0', courseCode: 'C1', course: 1, status: 'enrolled', level: null, enrolledOn: '2025-01-01', groupId: null, groupedOn: null, endedOn: null,
    completedOn: null, marks: [], ...more,
  };
}

const ROSA: HelpedPerson = { personId: 'p', name: 'Quispe Poma, Rosa', left: false, since: null, level: 1, courses: [] };
const MISSED = course({ groupId: 'g', marks: [['2025-03-01', 's1', 120, 0, 0], ['2025-03-04', 's2', 120, 0, 0]] });
const NAMED = '?show=all&q=Quispe+Poma%2C+Rosa';

it.each<[string, Drop, Partial<HelpedPerson>, OpenEdition[], string]>([
  ['not diagnosed', 'diagnosed', {}, [], '/people/p/diagnosis'],
  ['without a level', 'placed', {}, [], '/placement/queue/p'],
  ['without a group', 'grouped', {}, [SECOND, FIRST], `/editions/e1/enrolments/new${NAMED}`],
  ['too far for course 1', 'grouped', { level: 3 }, [FIRST, SECOND], `/editions/e2/enrolments/new${NAMED}`],
  ['without an edition', 'grouped', {}, [], '/editions/new'],
  ['waiting', 'grouped', { courses: [course({ status: 'waiting' })] }, [FIRST], '/editions/e0/waiting-list'],
  ['enrolled, before groups are formed', 'grouped', { courses: [course({})] }, [FIRST], '/editions/e0/groups'],
  ['withdrawn from the only edition', 'grouped', { courses: [course({ editionId: 'e1', status: 'withdrawn' })] }, [FIRST], '/people/p'],
  ['never came', 'came', { courses: [MISSED] }, [], '/calls?date=2025-03-04'],
  ['before the first session', 'came', { courses: [course({ groupId: 'g' })] }, [], '/groups/g'],
  ['withdrawn before she came', 'came', { courses: [course({ status: 'withdrawn' })] }, [], '/people/p'],
  ['did not complete', 'completed-1', {}, [], '/coaching/bookings/new?person=p'],
  ['not in course 2', 'came-2', { courses: [course({ status: 'completed' })] }, [FIRST, SECOND], `/editions/e2/enrolments/new${NAMED}`],
  ['in a group of course 2', 'came-2', { courses: [{ ...MISSED, course: 2 }] }, [SECOND], '/calls?date=2025-03-04'],
  ['did not act', 'acted', {}, [], '/actions/new?person=p&through=phone'],
  ['gone', 'acted', { left: true }, [], '/people/p'],
])('helps somebody %s', (_, drop, more, editions, href) => {
  expect(helpFor(drop, { ...ROSA, ...more }, editions).href).toBe(href);
});

it('helps all behind a drop by one action each', () => {
  expect(DROPS.map((drop) => helpForAll(drop, [FIRST, SECOND]).href)).toEqual([
    '/placement/queue?stage=to-diagnose', '/placement/queue', '/editions/e1/enrolments/new', '/calls', '/coaching/proposals', '/editions/e2/enrolments/new', '/actions/follow-up',
  ]);
});
