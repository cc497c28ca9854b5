import type { Figure } from '../indicators/indicator.js';
import { addUp, divided, figureFromRows, type GroupRow } from './part-rows.js';

const group = (month: string | null, course: string | null, value: number, of = 0): GroupRow => ({ at: { month, course }, value, of });

describe('addUp', () => {
  it('adds groups to a whole, and to each part of each dimension asked for', () => {
    expect(figureFromRows('x', addUp([group('2026-11', '1', 5), group('2026-11', '2', 7), group('2026-12', '1', 11)], ['month', 'course']))).toEqual({
      code: 'x', total: { value: 23, of: 0, people: 0 },
      by: {
        month: [{ value: '2026-11', cell: { value: 12, of: 0, people: 0 } }, { value: '2026-12', cell: { value: 11, of: 0, people: 0 } }],
        course: [{ value: '1', cell: { value: 16, of: 0, people: 0 } }, { value: '2', cell: { value: 7, of: 0, people: 0 } }],
      },
    });
  });

  it('keeps what nobody knows as a part of its own, the last', () => {
    expect(figureFromRows('x', addUp([group(null, null, 3), group('2026-11', null, 4)], ['month'])).by.month?.map(({ value, cell }) => [value, cell.value]))
      .toEqual([['2026-11', 4], ['unknown', 3]]);
  });

  it('makes nothing of nothing', () => {
    expect(figureFromRows('x', addUp([], ['month']))).toEqual({ code: 'x', total: { value: 0, of: 0, people: 0 }, by: {} });
  });
});

describe('divided', () => {
  const figure = (code: string, value: number, people: number, centres: [string, number, number][]): Figure => ({
    code, total: { value, of: 0, people }, by: { centre: centres.map(([name, part, persons]) => ({ value: name, cell: { value: part, of: 0, people: persons } })) },
  });
  const cost = figure('cost', 900, 0, [['a', 600, 0], ['b', 300, 0]]);
  const trained = figure('people-trained', 11, 11, [['a', 8, 8], ['c', 4, 4]]);

  it('takes the value of one, divides it by the other, and has nothing where only one has a part', () => {
    expect(divided('cost-per-learner', { value: cost, of: trained, people: trained }, ['centre'])).toEqual({
      code: 'cost-per-learner', total: { value: 900, of: 11, people: 11 },
      by: {
        centre: [
          { value: 'a', cell: { value: 600, of: 8, people: 8 } }, { value: 'b', cell: { value: 300, of: 0, people: 0 } }, { value: 'c', cell: { value: 0, of: 4, people: 4 } },
        ],
      },
      // Somebody came at both centres.
      overlap: { centre: { value: 0, of: 1, people: 1 } },
    });
  });

  it('splits only by what is asked for', () => {
    expect(divided('x', { value: cost, of: trained, people: trained }, []).by).toEqual({});
  });
});
