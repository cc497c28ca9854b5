import { ACCOUNT_RULE, ADDRESS_RULE, blockedUntil, CODE_RULE, countTry, EVERYWHERE_RULE, PIN_RULE, type ThrottleRule, type Tries } from './throttle-rules.js';

const MINUTE = 60_000;

/** Counts tries one after the other, each as soon as it may be made. @returns minutes waited before each */
function waits(rule: ThrottleRule, count: number): number[] {
  let now = 0;
  let tries: Tries | null = null;
  return Array.from({ length: count }, () => {
    const from: number = blockedUntil(tries, now) ?? now;
    const waited: number = (from - now) / MINUTE;
    now = from;
    tries = countTry(rule, tries, now);
    return waited;
  });
}

describe('throttling', () => {
  it('lets five tries pass, then doubles the wait up to half an hour', () => {
    expect(waits(ACCOUNT_RULE, 13)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]);
  });

  it('lets a whole room mistype behind one address', () => {
    expect(Math.max(...waits(ADDRESS_RULE, 1_000))).toBe(0);
    expect(waits(ADDRESS_RULE, 1_005).slice(-5)).toEqual([1, 2, 4, 5, 5]);
    expect(Math.max(...waits(CODE_RULE, 60))).toBe(0);
    expect(Math.max(...waits(PIN_RULE, 60))).toBe(0);
    expect(waits(PIN_RULE, 65).slice(-5)).toEqual([1, 2, 4, 5, 5]);
  });

  it('bears more of an account from everywhere than from one place', () => {
    expect(Math.max(...waits(EVERYWHERE_RULE, 20))).toBe(0);
    expect(waits(EVERYWHERE_RULE, 22).slice(-2)).toEqual([1, 2]);
  });

  it('forgets after the window', () => {
    const tries = { failures: 9, windowEndsAt: 1_000, blockedUntil: 900 };
    expect(blockedUntil(tries, 899)).toBe(900);
    expect(blockedUntil(tries, 900)).toBeNull();
    expect(countTry(ACCOUNT_RULE, tries, 1_000)).toMatchObject({ failures: 1, blockedUntil: null });
  });
});
