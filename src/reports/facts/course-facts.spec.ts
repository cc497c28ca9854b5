import { instantAt } from '../../shared/kernel/local-date.js';
import { shuffled, seededRandom } from '../../shared/kernel/random.js';
import { courseFacts, gainFacts } from './course-facts.js';
import type { EnrolmentRow, GroupRow, MoveRow, TestRow } from './fact-rows.js';
import type { MarkFacts } from './learner-facts.js';

const at = (day: number, time = '10:00'): number => instantAt(`2026-09-${String(day).padStart(2, '0')}`, time);
const group = (id: string, createdOn: number, level: 0 | 1 | 2 = 0): GroupRow => ({ id, level, createdAt: at(createdOn) });
const A = group('a', 5);
const B = group('b', 5, 1);

const enrolment = (more: Partial<EnrolmentRow> = {}): EnrolmentRow => ({
  id: 'n', personId: 'p', centreId: 'c', editionId: 'e', courseCode: 'C1', course: 1, status: 'enrolled', enrolledAt: at(1), endedAt: null, group: A,
  endlineOpenedAt: null, ...more,
});
const move = (day: number, from: GroupRow | null, to: GroupRow | null): MoveRow => ({ id: `m${day}`, enrolmentId: 'n', movedAt: at(day), from, to });

it.each<[string, Partial<EnrolmentRow>, MoveRow[], { groupId: string | null; level: number | null; groupedOn: string | null }]>([
  ['waits', { group: null, status: 'waiting' }, [], { groupId: null, level: null, groupedOn: null }],
  ['was enrolled without the course before, for a reason', { group: null }, [move(1, null, null)], { groupId: null, level: null, groupedOn: null }],
  ['is in the group that was formed after she enrolled', {}, [], { groupId: 'a', level: 0, groupedOn: '2026-09-05' }],
  ['was enrolled into a group that was there', { enrolledAt: at(9) }, [], { groupId: 'a', level: 0, groupedOn: '2026-09-09' }],
  ['waited and got a seat', {}, [move(8, null, A)], { groupId: 'a', level: 0, groupedOn: '2026-09-08' }],
  ['changed her group', { group: B }, [move(8, A, B)], { groupId: 'b', level: 1, groupedOn: '2026-09-05' }],
  ['changed it twice, told in any order', { group: A }, [move(9, B, A), move(8, A, B)], { groupId: 'a', level: 0, groupedOn: '2026-09-05' }],
  ['withdrew', { group: null, status: 'withdrawn' }, [move(8, A, B), move(9, B, null)], { groupId: 'b', level: 1, groupedOn: '2026-09-05' }],
  ['came back after she had withdrawn', { group: null, status: 'waiting', enrolledAt: at(20) }, [move(9, A, null)], { groupId: 'a', level: 0, groupedOn: '2026-09-09' }],
])('somebody who %s', (_, given, moves, expected) => {
  expect(courseFacts(enrolment(given), moves, [])).toMatchObject(expected);
});

it('says days as they are in Lima, and that a course was completed only of whoever did', () => {
  const late = at(30, '23:59');
  expect(courseFacts(enrolment({ status: 'completed', endedAt: late }), [], [])).toMatchObject({ endedOn: '2026-09-30', completedOn: '2026-09-30' });
  expect(courseFacts(enrolment({ status: 'withdrawn', endedAt: late }), [], [])).toMatchObject({ endedOn: '2026-09-30', completedOn: null });
});

it('puts marks in the order of their days, then of their sessions, however they come', () => {
  const marks: MarkFacts[] = [['2026-09-01', 'y', 90, 90, 1], ['2026-09-02', 'a', 90, 0, 0], ['2026-09-02', 'b', 90, 70, 1]];
  for (const seed of [1, 2, 3, 4]) expect(courseFacts(enrolment(), [], shuffled(marks, seededRandom(seed))).marks).toEqual(marks);
});

const sat = (purpose: TestRow['purpose'], day: number, level: 0 | 1 | 2 | 3 = 1): TestRow => ({ id: `${purpose}${day}`, personId: 'p', purpose, finishedAt: at(day), level, theta: level + 0.123456 });
const second = (more: Partial<EnrolmentRow> = {}): EnrolmentRow => enrolment({ id: 'n2', editionId: 'e2', courseCode: 'C2', course: 2, enrolledAt: at(15), ...more });
const days = (enrolments: EnrolmentRow[], tests: TestRow[]): unknown[] => (
  gainFacts(enrolments, () => true, tests).map(({ course, before, after }) => [course, before.on.slice(8), after ? after.on.slice(8) : null]));

it.each<[string, EnrolmentRow[], TestRow[], unknown[]]>([
  ['nothing without a test before it', [enrolment({ endlineOpenedAt: at(10) })], [sat('endline', 11)], []],
  ['nobody was measured after it yet', [enrolment()], [sat('placement', 1)], [[1, '01', null]]],
  ['a test that was opened to nobody is of no course', [enrolment()], [sat('placement', 1), sat('endline', 11)], [[1, '01', null]]],
  ['a test before it was opened is another course\'s', [enrolment({ endlineOpenedAt: at(10) })], [sat('placement', 1), sat('endline', 9)], [[1, '01', null]]],
  ['the newest tests count', [enrolment({ endlineOpenedAt: at(10) })], [sat('endline', 12), sat('placement', 2), sat('placement', 1), sat('endline', 11)], [[1, '02', '12']]],
  ['what was found after the end was not there before', [enrolment({ endlineOpenedAt: at(10) })], [sat('placement', 1), sat('endline', 11), sat('placement', 12)], [[1, '01', '11']]],
  ['nor what was found after she had left', [enrolment({ endedAt: at(8), status: 'withdrawn' })], [sat('placement', 1), sat('placement', 9)], [[1, '01', null]]],
  ['each course has its own test at the end', [enrolment({ endlineOpenedAt: at(10) }), second({ endlineOpenedAt: at(20) })], [sat('placement', 1), sat('endline', 11), sat('endline', 21)],
    [[1, '01', '11'], [2, '01', '21']]],
  ['who missed the first test has not sat it by sitting the second', [enrolment({ endlineOpenedAt: at(10) }), second({ endlineOpenedAt: at(20) })], [sat('placement', 1), sat('endline', 21)],
    [[1, '01', null], [2, '01', '21']]],
])('tests before and after: %s', (_, enrolments, tests, expected) => {
  expect(days(enrolments, tests)).toEqual(expected);
});

it('measures nobody who never had a group, and keeps four decimals', () => {
  const tests = [sat('placement', 1)];
  expect(gainFacts([enrolment()], () => false, tests)).toEqual([]);
  expect(gainFacts([enrolment()], () => true, tests)[0]?.before).toEqual({ on: '2026-09-01', level: 1, theta: 1.1235 });
});
