import { percentile } from './measure.js';

it.each([
  [[], 0.95, 0], [[7], 0.95, 7], [[3, 1, 2, 4], 0.5, 2], [Array.from({ length: 100 }, (_, index) => 100 - index), 0.95, 95],
  [Array.from({ length: 20 }, (_, index) => index + 1), 0.95, 19], [[1, 2, 3, 1000], 0.95, 1000],
])('of %j the share %d is within %d ms', (milliseconds, share, within) => {
  expect(percentile(milliseconds, share)).toBe(within);
});
