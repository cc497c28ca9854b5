import fc from 'fast-check';
import { editDistance } from './edit-distance.js';

describe('editDistance', () => {
  it.each([
    ['quispe', 'quispe', 0],
    ['quispe', 'quipse', 1],
    ['quispe', 'kispe', 2],
    ['huaman', 'guaman', 1],
    ['', 'abc', 3],
    ['mamani', 'condori', 4],
  ])('%s and %s: %i', (a, b, expected) => {
    expect(editDistance(a, b, 3)).toBe(expected);
  });

  it('is symmetric, and zero only for equal texts', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
      expect(editDistance(a, b, 20) === 0).toBe(a === b);
      expect(editDistance(a, b, 1)).toBe(Math.min(editDistance(a, b, 20), 2));
    }));
  });
});
