import type { Level } from '../shared/kernel/levels.js';
import { certaintyWord, placementRefusals, stageOf } from './placement-rules.js';

const nothing = { diagnosedAt: null, testStartedAt: null, testFinishedAt: null, placedAt: null };

it.each([
  ['nothing yet', nothing, 'to-diagnose'],
  ['diagnosed', { ...nothing, diagnosedAt: 1 }, 'to-test'],
  ['in the middle of the test', { ...nothing, diagnosedAt: 1, testStartedAt: 2 }, 'testing'],
  ['tested', { ...nothing, diagnosedAt: 1, testStartedAt: 2, testFinishedAt: 3 }, 'to-confirm'],
  ['tested without a diagnosis', { ...nothing, testStartedAt: 2, testFinishedAt: 3 }, 'to-confirm'],
  ['placed', { diagnosedAt: 1, testStartedAt: 2, testFinishedAt: 3, placedAt: 4 }, 'placed'],
  ['placed without a test', { ...nothing, placedAt: 4 }, 'placed'],
  ['tested again after being placed', { diagnosedAt: 1, testStartedAt: 5, testFinishedAt: 6, placedAt: 4 }, 'to-confirm'],
  ['in a second test after being placed', { diagnosedAt: 1, testStartedAt: 5, testFinishedAt: null, placedAt: 4 }, 'placed'],
])('%s: %o → %s', (_name, facts, stage) => {
  expect(stageOf(facts)).toBe(stage);
});

it.each<[Level, Level | null, string | null, number]>([
  [1, 1, null, 0],
  [2, 1, null, 1],
  [2, 1, 'Usa la computadora en su trabajo', 0],
  [0, null, null, 1],
  [0, null, 'No puede sostener el mouse', 0],
])('level %s where %s is proposed, reason %s: %s refusals', (level, proposed, reason, count) => {
  expect(placementRefusals({ level, proposed, reason })).toHaveLength(count);
});

it.each([[0.95, 'sure'], [0.8, 'sure'], [0.79, 'fairly'], [0.6, 'fairly'], [0.3, 'unsure']])('%s is %s', (certainty, word) => {
  expect(certaintyWord(certainty)).toBe(word);
});
