import type { Level } from '../shared/kernel/levels.js';
import { certaintyWord, decidedSince, maySit, ownNextSteps, placementRefusals, progressWord } from './placement-rules.js';

it.each<[Level, Level | null, string | null, boolean, string | null]>([
  [1, 1, null, false, null],
  [2, 1, null, false, 'reason-to-override'],
  [2, 1, 'Usa la computadora en su trabajo', false, null],
  [0, null, null, false, 'reason-without-test'],
  [0, null, 'No puede sostener el mouse', false, null],
  [1, 1, null, true, 'reason-to-change'],
  [2, 1, null, true, 'reason-to-change'],
  [1, 1, 'Lo vimos juntas otra vez', true, null],
  [0, null, null, true, 'reason-to-change'],
])('level %s where %s is proposed, reason %s, settled %s: %s', (level, proposed, reason, settled, refusal) => {
  expect(placementRefusals({ level, proposed, reason, settled })).toEqual(refusal ? [{ field: 'reason', reason: `levels:refusals.${refusal}` }] : []);
});

it.each([
  [{ testedAt: null, decidedAt: null, retestAllowedAt: null }, true],
  [{ testedAt: 5, decidedAt: null, retestAllowedAt: null }, false],
  [{ testedAt: 5, decidedAt: 6, retestAllowedAt: null }, false],
  [{ testedAt: null, decidedAt: 6, retestAllowedAt: null }, false],
  [{ testedAt: 5, decidedAt: null, retestAllowedAt: 6 }, true],
  [{ testedAt: 5, decidedAt: 7, retestAllowedAt: 6 }, false],
  [{ testedAt: 8, decidedAt: null, retestAllowedAt: 6 }, false],
])('with %o she may sit the test: %s', (steps, may) => {
  expect(maySit(steps)).toBe(may);
});

it.each([[null, null, false], [5, null, false], [5, 4, false], [5, 6, true], [5, 5, true], [null, 6, true]])('tested at %s, a decision of %s answers it: %s', (tested, decided, answers) => {
  expect(decidedSince(tested, decided)).toBe(answers);
});

const nothing = { diagnosedAt: null, openSince: null, testedAt: null, decidedAt: null, retestAllowedAt: null };
const MONTH = 30 * 86_400_000;

it.each([
  [nothing, ['answer']],
  [{ ...nothing, diagnosedAt: 1 }, ['test']],
  [{ ...nothing, diagnosedAt: 1, openSince: 2 }, ['go-on']],
  [{ ...nothing, diagnosedAt: 1, testedAt: 3 }, ['waiting']],
  [{ ...nothing, testedAt: 3 }, ['answer', 'waiting']],
  [{ ...nothing, diagnosedAt: 1, testedAt: 3, decidedAt: 4 }, ['result']],
  [{ ...nothing, diagnosedAt: 1, testedAt: 3, decidedAt: 4, retestAllowedAt: 5 }, ['test', 'result']],
  [{ ...nothing, diagnosedAt: 1, testedAt: 6, decidedAt: 4, retestAllowedAt: 5 }, ['waiting']],
  [{ ...nothing, diagnosedAt: 1, testedAt: 6, retestAllowedAt: 7 }, ['test']],
])('with %o her home says %o', (steps, expected) => {
  expect(ownNextSteps(steps, 10)).toEqual(expected);
});

it('says no more of a level that was decided a month ago', () => {
  const steps = { ...nothing, diagnosedAt: 1, testedAt: 3, decidedAt: 4 };
  expect(ownNextSteps(steps, 4 + MONTH - 1)).toEqual(['result']);
  expect(ownNextSteps(steps, 4 + MONTH)).toEqual([]);
});

it.each([
  [1, 0.5, 'first'], [2, 0.79, 'some'], [6, 0.75, 'few'], [6, 0.6, 'some'], [10, 0.5, 'some'], [12, 0.75, 'few'], [17, 0.4, 'few'], [20, 0.5, 'last'],
])('at item %i, %f sure: %s', (ordinal, certainty, word) => {
  expect(progressWord({ ordinal, certainty }, { certainty: 0.8, fewest: 6, longest: 20 })).toBe(word);
});

it.each([[0.95, 'sure'], [0.8, 'sure'], [0.79, 'fairly'], [0.6, 'fairly'], [0.3, 'unsure']])('%s is %s', (certainty, word) => {
  expect(certaintyWord(certainty)).toBe(word);
});
