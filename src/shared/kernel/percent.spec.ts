import fc from 'fast-check';
import { ALL, formatPercent, parsePercent, percentDigits } from './percent.js';

describe('a share in percent', () => {
  it.each<[string, number | null]>([
    ['20', 2_000], ['33.3', 3_330], ['33,34', 3_334], [' 33.34 % ', 3_334], ['100%', 10_000], ['0', 0], ['0.01', 1],
    ['100.01', null], ['150', null], ['-1', null], ['1.234', null], ['un quinto', null], ['', null], ['1 000', null], ['1e2', null],
  ])('reads %j', (text, share) => {
    expect(parsePercent(text)).toBe(share);
  });

  it('is written with two decimals', () => {
    expect([0, 1, 3_334, ALL].map(formatPercent)).toEqual(['0.00 %', '0.01 %', '33.34 %', '100.00 %']);
  });

  it('is read back as it was written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: ALL }), (share) => {
      expect(parsePercent(percentDigits(share))).toBe(share);
      expect(parsePercent(formatPercent(share))).toBe(share);
    }));
  });
});
