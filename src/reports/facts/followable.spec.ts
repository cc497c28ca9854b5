import { isAheadOfTime, sharedTime } from './followable.js';

const NOW = 1_000_000_000;
const MINUTE = 60_000;

describe('what time it is for whoever follows the trail', () => {
  it.each([
    ['as the database says', 0, 0], ['a little ahead', 50_000, 0], ['a little behind', -50_000, 0], ['a minute ahead', MINUTE, 0],
    ['ten minutes ahead', 10 * MINUTE, 10 * MINUTE], ['ten minutes behind', -10 * MINUTE, -10 * MINUTE],
  ])('by a clock that goes %s', (_, ahead, taken) => {
    expect(sharedTime(NOW, ahead)).toBe(NOW - taken);
  });

  it.each([
    ['are behind', -MINUTE, false], ['are there', 0, false], ['are as far as clocks differ', MINUTE, false],
    ['still let what is written now be read', 3 * MINUTE, false], ['leave it out', 3 * MINUTE + 1, true], ['stand a day ahead', 24 * 60 * MINUTE, true],
  ])('facts that %s', (_, ahead, wrong) => {
    expect(isAheadOfTime(NOW + ahead, NOW)).toBe(wrong);
  });
});
