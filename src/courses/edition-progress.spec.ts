import { isEarlyToStart } from './edition-progress.js';

describe('a course that is all prepared', () => {
  it.each([['2026-11-28', true], ['2026-12-08', true], ['2026-12-09', false], ['2026-12-10', false], ['2026-12-12', false]])('that begins on 10/12 is early to start on %s: %s', (today, early) => {
    expect(isEarlyToStart('2026-12-10', today)).toBe(early);
  });
});
