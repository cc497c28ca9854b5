import type { Translate } from '../../shared/web/i18n.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { everyMonth } from './every-month.js';
import { cellNumber, cellWords } from './figure-words.js';

const of = (...months: string[]): { value: string; cell: { value: number; of: number; people: number } }[] =>
  months.map((value, index) => ({ value, cell: { value: index + 1, of: 10, people: index + 1 } }));

describe('the months of a line', () => {
  it.each([
    ['none', [], []],
    ['one', ['2026-04'], ['2026-04:1']],
    ['neighbours', ['2026-04', '2026-05'], ['2026-04:1', '2026-05:2']],
    ['with a hole', ['2026-06', '2026-09'], ['2026-06:1', '2026-07:0', '2026-08:0', '2026-09:2']],
    ['over the end of a year', ['2025-11', '2026-02'], ['2025-11:1', '2025-12:0', '2026-01:0', '2026-02:2']],
    ['in another order', ['2026-03', '2026-01'], ['2026-01:2', '2026-02:0', '2026-03:1']],
    ['and what has no month', ['2026-01', 'unknown', '2026-03'], ['2026-01:1', '2026-02:0', '2026-03:3']],
    ['nothing but what has no month', ['unknown'], []],
  ])('%s: every one from the first to the last', (_name, months, found) => {
    expect(everyMonth(of(...months)).map(({ value, cell }) => `${value}:${cell.value}`)).toEqual(found);
  });

  it.each([
    ['people-trained', 0, '0'],
    ['attendance', null, 'figures:nothing'],
    ['satisfaction', null, 'figures:nothing'],
  ])('%s of a month without records is drawn as %s', (code, number, words) => {
    const definition = CATALOGUE.get(code) as IndicatorDefinition;
    const cell = everyMonth(of('2026-01', '2026-03'))[1]?.cell ?? { value: 1, of: 1, people: 1 };
    expect([cellNumber(cell, definition), cellWords(((key: string) => key) as unknown as Translate, cell, definition)]).toEqual([number, words]);
  });
});
