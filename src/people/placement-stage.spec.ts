import { stageOf } from './placement-stage.js';

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
