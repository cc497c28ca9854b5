import { basename } from 'node:path';

/** What takes longest: begun last, it would keep one processor busy while the other has nothing left to do. */
const FIRST = ['journeys', 'coaching', 'reports', 'placement', 'attendance', 'ledger'];

/** Begins with what takes longest; for the rest any order does. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => (FIRST.indexOf(basename(path, '.together.ts')) + FIRST.length + 1) % (FIRST.length + 1);
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }

  cacheResults() {
    // The order is the same each time.
  }
}
