/** What a test found: an ability on the test's scale, and the standard error of it. */
export interface Measured {
  theta: number;
  deviation: number;
}

export interface Gain {
  /** On the test's scale, where a level is 1 wide. */
  gain: number;
  /** Of the difference: both tests err, each by itself. */
  standardError: number;
  /** Where the true gain lies in 95 of 100 cases. */
  from: number;
  to: number;
  /** More than the tests' errors explain: `up` or `down`; else nothing can be said. */
  verdict: 'up' | 'down' | 'unclear';
}

const NINETY_FIVE = 1.96;

/** How much more somebody can do after a course than before it; both tests stand on one scale, linked by common items. */
export function gainOf(before: Measured, after: Measured): Gain {
  const gain = after.theta - before.theta;
  const standardError = Math.hypot(before.deviation, after.deviation);
  const [from, to] = [gain - NINETY_FIVE * standardError, gain + NINETY_FIVE * standardError];
  return { gain, standardError, from, to, verdict: from > 0 ? 'up' : to < 0 ? 'down' : 'unclear' };
}
