import fc from 'fast-check';
import { translator } from '../../shared/web/i18n.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { formatValue, parseValue, valueDigits } from './figure-value.js';
import { unitWord, valueWords } from './project-words.js';

describe('a number as it is written in Peru', () => {
  it.each<[string, number, boolean]>([
    ['64', 64, false], ['64 %', 64, true], ['64.5%', 64.5, true], ['64,5', 64.5, false], ['1,250', 1250, false], ['1 250', 1250, false], ['1,250.5', 1250.5, false],
    ['12,345,678', 12_345_678, false], ['0,75', 0.75, false], ['0,125', 0.125, false], ['0,050 %', 0.05, true], ['3,1416', 3.1416, false], ['-3', -3, false], ['−0.5', -0.5, false], ['-0', 0, false], [' 10 ', 10, false],
  ])('%s is %d (percent: %s)', (text, value, percent) => {
    expect(parseValue(text)).toEqual({ value, percent });
  });

  it.each(['', 'muchos', '1.2.3', '1,25,0', '12,34,567', '5 %%', '%', '1e5', '9999999999999999', 'S/ 5', '1.23456'])('%s is none', (text) => {
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

  it.each([
    [1, 'points', 'level-gain', 'mean', '1 punto'], [1.5, 'points', 'level-gain', 'mean', '1.5 puntos'], [1, 'people', 'registered', 'count', '1 persona'], [0, 'people', 'registered', 'count', '0 personas'],
    [1, 'ordenanzas', null, 'count', '1 ordenanzas'], [1, 'people', 'women-share', 'ratio', '1 %'],
  ] as const)('stands before its unit: %d %s', (value, unit, code, form, words) => {
    expect(valueWords(translator('es'), value, { code, unit, form })).toBe(words);
  });

  it('has a word for one of every unit that it has a word for', () => {
    for (const { unit } of CATALOGUE.values()) expect(unitWord(translator('es'), { code: 'any', unit }, 1)).not.toBe(unit);
  });
});
