import type { Instant } from '../shared/kernel/clock.js';

/** Tries that failed, or are under way, in the current window. */
export interface Tries {
  failures: number;
  windowEndsAt: Instant;
  blockedUntil: Instant | null;
}

export interface ThrottleRule {
  /** Tries before anybody has to wait. */
  free: number;
  /** Milliseconds for which tries are remembered after the last one. */
  window: number;
  /** The first wait; each further try doubles it. */
  firstWait: number;
  longestWait: number;
}

const MINUTE = 60_000;

/** One account from one address, or from a browser that it knows. A PIN of four digits bears some fifty guesses a day at this pace. */
export const ACCOUNT_RULE: ThrottleRule = { free: 5, window: 24 * 60 * MINUTE, firstWait: MINUTE, longestWait: 30 * MINUTE };

/** One account from everywhere: somebody elsewhere cannot keep its owner out with a few tries, nor guess by way of many addresses. */
export const EVERYWHERE_RULE: ThrottleRule = { ...ACCOUNT_RULE, free: 20 };

/**
 * All that comes from one address. Twenty PCs of a centre share one, and beginners mistype, so that it is far above what a
 * room can do; what one account bears is told by the rules above.
 */
export const ADDRESS_RULE: ThrottleRule = { free: 1_000, window: 15 * MINUTE, firstWait: MINUTE, longestWait: 5 * MINUTE };

/**
 * PINs of whomever, at one PC of a centre or from one address elsewhere: whoever tries a few of everybody's stays below what
 * each account bears. A room of twenty beginners mistypes less.
 */
export const PIN_RULE: ThrottleRule = { free: 60, window: 10 * MINUTE, firstWait: MINUTE, longestWait: 5 * MINUTE };

/** Codes from the desk, by address alone, since a wrong one belongs to no account. They have 35 bits: at this pace they take centuries. */
export const CODE_RULE: ThrottleRule = { free: 60, window: 15 * MINUTE, firstWait: MINUTE, longestWait: 5 * MINUTE };

/** Public codes: nobody mistypes so many, and a class of twenty may look at theirs at once. */
export const PUBLIC_CODE_RULE: ThrottleRule = { free: 30, window: 15 * MINUTE, firstWait: MINUTE, longestWait: 60 * MINUTE };

/** Until when no further try is looked at; null when one may try. */
export function blockedUntil(tries: Tries | null, now: Instant): Instant | null {
  return tries?.blockedUntil && tries.blockedUntil > now ? tries.blockedUntil : null;
}

/**
 * Counts a try before its secret is looked at, so that a thousand at once are no better off than one after the other;
 * one that succeeds is taken back.
 */
export function countTry(rule: ThrottleRule, tries: Tries | null, now: Instant): Tries {
  const failures = tries && tries.windowEndsAt > now ? tries.failures + 1 : 1;
  const wait = failures < rule.free ? 0 : Math.min(rule.longestWait, rule.firstWait * 2 ** Math.min(30, failures - rule.free));
  return { failures, windowEndsAt: now + rule.window, blockedUntil: wait > 0 ? now + wait : null };
}
