import type { Level } from '../shared/kernel/levels.js';
import { certaintyWord, placementRefusals } from './placement-rules.js';

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
