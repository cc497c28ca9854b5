import fc from 'fast-check';
import { formatAmount, formatMoney, formatSoles, isTooMuch, parseSoles, splitExactly } from './money.js';

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 }).filter((list) => list.some((weight) => weight > 0));
const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

describe('an amount that is split', () => {
  it.each<[string, number, number[], number[]]>([
    ['S/ 100.00 among 3', 10_000, [1, 1, 1], [3_334, 3_333, 3_333]],
    ['S/ 100.00 among 7', 10_000, [1, 1, 1, 1, 1, 1, 1], [1_429, 1_429, 1_429, 1_429, 1_428, 1_428, 1_428]],
    ['by weights, the rest to the largest fraction', 100, [50, 30, 21], [49, 30, 21]],
    ['one céntimo among 3', 1, [1, 1, 1], [1, 0, 0]],
    ['nothing', 0, [1, 2], [0, 0]],
    ['among one', 999, [7], [999]],
    ['nothing to whom weighs nothing', 10, [0, 1, 0, 2], [0, 3, 0, 7]],
    ['a debt', -100, [1, 1, 1], [-34, -33, -33]],
    ['more than products of safe numbers hold', 9_007_199_254_740_991, [9_007_199_254_740_991, 9_007_199_254_740_991], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])('%s', (_, total, by, parts) => {
    expect(splitExactly(total, by)).toEqual(parts);
  });

  it.each<[string, number, number[]]>([
    ['nobody', 100, []], ['nobody of any weight', 100, [0, 0]], ['half a céntimo', 0.5, [1]], ['a weight below zero', 100, [2, -1]], ['half a weight', 100, [0.5, 0.5]],
  ])('is refused for %s', (_, total, by) => {
    expect(() => splitExactly(total, by)).toThrow(RangeError);
  });

  it('always sums to itself, each part less than one away from its exact share, whatever the amount', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), weights, (total, by) => {
      const parts = splitExactly(total, by);
      expect(sum(parts)).toBe(total);
      parts.forEach((part, index) => expect(Math.abs(part - (total * (by[index] as number)) / sum(by))).toBeLessThan(1));
    }));
  });

  it('goes by weight: who weighs more never gets less, and equals differ by one at most, the earlier one first', () => {
    fc.assert(fc.property(fc.nat(1_000_000), weights, (total, by) => {
      const parts = splitExactly(total, by);
      by.forEach((weight, one) => by.forEach((other, two) => {
        const [a, b] = [parts[one] as number, parts[two] as number];
        if (weight > other) expect(a).toBeGreaterThanOrEqual(b);
        if (weight === other && one < two) expect([0, 1]).toContain(a - b);
      }));
    }));
  });
});

describe('an amount that is shown', () => {
  it('is never taken apart by the end of a line, whatever its currency', () => {
    expect([formatSoles(123_456_789), formatSoles(-5), formatMoney('US$', -100)]).toEqual(['S/\u00a01,234,567.89', '-S/\u00a00.05', '-US$\u00a01.00']);
    expect([formatAmount(123_456), formatAmount(-5), formatAmount(0)]).toEqual(['1,234.56', '-0.05', '0.00']);
  });
});

describe('an amount that is typed', () => {
  it.each<[string, number | null]>([
    ['10', 1_000], ['10.5', 1_050], ['10,00', 1_000], ['S/ 10.00', 1_000], [' s/10 ', 1_000], ['1,000.50', 100_050], ['1.000,50', 100_050], ['S/ 3,018.30', 301_830],
    ['9999999.99', 999_999_999], ['0', 0],
    ['1,000', null], ['1.000', null], ['10.005', null], ['-1', null], ['1,00.00', null], ['1,000,00', null], ['1.000.50', null], ['diez', null], ['', null], ['10000000', null],
  ])('%s', (text, cents) => {
    expect(parseSoles(text)).toBe(cents);
  });

  it('reads back whatever is shown', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (cents) => {
      expect(parseSoles(formatSoles(cents))).toBe(cents);
    }));
  });

  it.each<[string, boolean]>([['10000000', true], ['99,999,999.00', true], ['S/ 99999999999', true], ['9999999.99', false], ['1,000', false], ['diez', false]])('%s is too much: %s', (text, tooMuch) => {
    expect(isTooMuch(text)).toBe(tooMuch);
  });
});
