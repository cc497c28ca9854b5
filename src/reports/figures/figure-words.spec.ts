import type { Translate } from '../../shared/web/i18n.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { amountWords, cellWords, dividedWords, unitOfParts } from './figure-words.js';

const t = ((key: string, words?: { hours: string }) => (words ? `${words.hours} h` : key)) as unknown as Translate;
const words = (code: string, value: number, of: number): string[] => {
  const definition = CATALOGUE.get(code) as IndicatorDefinition;
  return [cellWords(t, { value, of, people: 0 }, definition), dividedWords(t, value, definition), amountWords(t, of, unitOfParts(definition))];
};

describe('a measure and what it divides', () => {
  it.each([
    ['cost-per-hour', 536_254, 62_390, ['S/\u00a05.16', 'S/\u00a05,362.54', '1,039.8 h']],
    ['cost-per-learner', 536_254, 106, ['S/\u00a050.59', 'S/\u00a05,362.54', '106']],
    ['test-gain', 45_500, 70, ['0.65', '45.5', '70']],
    ['satisfaction', 269, 65, ['4.14', '269', '65']],
    ['seat-use', 62_390, 195_600, ['31.9 %', '1,039.8 h', '3,260 h']],
  ])('of %s are said in units of their own', (code, value, of, said) => expect(words(code, value, of)).toEqual(said));
});
