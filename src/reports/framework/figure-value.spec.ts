import fc from 'fast-check';
import { formatValue, parseValue, valueDigits } from './figure-value.js';

describe('a number as it is written in Peru', () => {
  it.each<[string, number, boolean]>([
    ['64', 64, false], ['64 %', 64, true], ['64.5%', 64.5, true], ['64,5', 64.5, false], ['1,250', 1250, false], ['1 250', 1250, false], ['1,250.5', 1250.5, false],
    ['12,345,678', 12_345_678, false], ['0,75', 0.75, false], ['3,1416', 3.1416, false], ['-3', -3, false], ['−0.5', -0.5, false], ['-0', 0, false], [' 10 ', 10, false],
  ])('%s is %d (percent: %s)', (text, value, percent) => {
    expect(parseValue(text)).toEqual({ value, percent });
  });

  it.each(['', 'muchos', '1.2.3', '1,25,0', '12,34,567', '5 %%', '%', '1e5', '99999999999', 'S/ 5', '1.23456'])('%s is none', (text) => {
    expect(parseValue(text)).toBeNull();
  });

  it.each<[number, 'count' | 'ratio' | 'mean', string]>([
    [1250, 'count', '1,250'], [64, 'ratio', '64 %'], [64.5, 'ratio', '64.5 %'], [0.1 + 0.2, 'mean', '0.3'], [-1234.5, 'mean', '-1,234.5'], [0, 'count', '0'],
  ])('%d (%s) is written %s', (value, form, text) => {
    expect(formatValue(value, form)).toBe(text);
  });

  it('comes back as it was written', () => {
    fc.assert(fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (tenThousandths) => {
      const value = tenThousandths / 10_000;
      expect(parseValue(valueDigits(value))?.value).toBe(value);
    }));
  });
});
