import fc from 'fast-check';
import { FEWEST, hiddenGroups } from './small-cells.js';

it('never leaves a small group to be worked out from the total', () => {
  fc.assert(fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }), (counts) => {
    const hidden = hiddenGroups(counts);
    counts.forEach((count, index) => expect(count > 0 && count < FEWEST && !hidden[index]).toBe(false));
    const untold = counts.filter((count, index) => count > 0 && hidden[index]);
    const total = counts.reduce((sum, count) => sum + count, 0);
    // Unless the total itself is not told, or nothing is left to hide.
    if (total >= FEWEST && untold.length > 0) expect(untold.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(FEWEST);
    if (total >= FEWEST && untold.length > 0) expect(untold.length).toBeGreaterThan(1);
  }));
});
