import { stageOf } from './placement-stage.js';

const nothing = { diagnosedAt: null, openSince: null, testedAt: null, placedAt: null, retestAllowedAt: null };

it.each([
  ['nothing yet', nothing, 'to-diagnose'],
  ['diagnosed', { ...nothing, diagnosedAt: 1 }, 'to-test'],
  ['in the middle of the test', { ...nothing, diagnosedAt: 1, openSince: 2 }, 'testing'],
  ['tested', { ...nothing, diagnosedAt: 1, testedAt: 3 }, 'to-confirm'],
  ['tested without a diagnosis', { ...nothing, testedAt: 3 }, 'to-confirm'],
  ['placed', { ...nothing, diagnosedAt: 1, testedAt: 3, placedAt: 4 }, 'placed'],
  ['placed without a test', { ...nothing, placedAt: 4 }, 'placed'],
  ['tested again after being placed', { ...nothing, diagnosedAt: 1, testedAt: 6, placedAt: 4 }, 'to-confirm'],
  ['in a second test after being placed', { ...nothing, diagnosedAt: 1, openSince: 5, testedAt: 3, placedAt: 4, retestAllowedAt: 5 }, 'placed'],
  ['tested, and may sit it once more', { ...nothing, diagnosedAt: 1, testedAt: 3, retestAllowedAt: 5 }, 'to-test'],
  ['tested without a diagnosis, and may sit it once more', { ...nothing, testedAt: 3, retestAllowedAt: 5 }, 'to-test'],
  ['sits it once more before anybody decided', { ...nothing, testedAt: 3, retestAllowedAt: 5, openSince: 6 }, 'testing'],
  ['has sat it once more', { ...nothing, testedAt: 7, retestAllowedAt: 5 }, 'to-confirm'],
  ['decided although she might have sat it once more', { ...nothing, testedAt: 3, retestAllowedAt: 5, placedAt: 6 }, 'placed'],
])('%s: %o → %s', (_name, facts, stage) => {
  expect(stageOf(facts)).toBe(stage);
});
