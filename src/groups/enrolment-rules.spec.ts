import type { Level } from '../shared/kernel/levels.js';
import { prerequisiteRefusals, enrolRefusals, fittingLevels, levelFit, levelRefusals, statusOnArrival, withdrawalRefusals } from './enrolment-rules.js';

const COURSE_1 = { levelNeeded: 0 as Level, levelReached: 3 as Level };
const COURSE_2 = { levelNeeded: 3 as Level, levelReached: 3 as Level };

describe('levels and courses', () => {
  it.each<[string, Level | null, string, string]>([
    ['first steps', 0, 'fits', 'below'],
    ['basic', 2, 'fits', 'below'],
    ['autonomous', 3, 'beyond', 'fits'],
    ['not placed', null, 'unknown', 'unknown'],
  ])('%s', (_, level, first, second) => {
    expect([levelFit(level, COURSE_1), levelFit(level, COURSE_2)]).toEqual([first, second]);
  });

  it('takes all at once only those whom the course is made for', () => {
    expect([fittingLevels(COURSE_1), fittingLevels(COURSE_2)]).toEqual([[0, 1, 2], [3]]);
  });

  it('refuses one by one only who could not follow', () => {
    expect(levelRefusals('below', 'Ana')).toEqual([{ reason: 'groups:refusals.level-below', params: { name: 'Ana' } }]);
    expect((['fits', 'beyond', 'unknown'] as const).flatMap((fit) => levelRefusals(fit, 'Ana'))).toEqual([]);
  });
});

describe('enrolling', () => {
  it('goes on while an edition is open or running', () => {
    expect((['planned', 'open', 'running', 'closed'] as const).map((status) => enrolRefusals(status).length)).toEqual([1, 0, 0, 1]);
  });

  it('puts those who come after the groups on the waiting list', () => {
    expect(statusOnArrival(false)).toEqual({ status: 'enrolled', waitingReason: null });
    expect(statusOnArrival(true)).toEqual({ status: 'waiting', waitingReason: 'came-later' });
  });

  it('leaves everybody of a closed edition as she is', () => {
    expect((['enrolled', 'waiting', 'withdrawn', 'completed'] as const).map((status) => withdrawalRefusals(status, 'closed').length)).toEqual([1, 1, 1, 1]);
  });

  it('leaves a course that ended well as it is', () => {
    expect((['enrolled', 'waiting', 'withdrawn', 'completed'] as const).map((status) => withdrawalRefusals(status, 'running').length)).toEqual([0, 0, 0, 1]);
  });
});

it.each([
  ['nobody lacks the course before', [true, true], null, []],
  ['one lacks it', [true, false], null, [{ field: 'reason', reason: 'groups:refusals.prerequisite', params: { count: 1, name: 'B' } }]],
  ['one lacks it, for a reason', [true, false], 'Ya usa la computadora en su trabajo', []],
])('the course before: %s', (_, prepared, reason, expected) => {
  expect(prerequisiteRefusals(prepared.map((each, index) => ({ name: 'AB'[index] as string, prepared: each })), reason)).toEqual(expected);
});
