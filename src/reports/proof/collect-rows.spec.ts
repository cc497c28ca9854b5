import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Figure, IndicatorDefinition, Scope, Slice } from '../indicators/indicator.js';
import { figuresOf, newTally } from '../indicators/tally.js';
import { rowCollector } from './collect-rows.js';
import { rowsThatCount, sumOf } from './proof-rows.js';

const PEOPLE = Array.from({ length: 120 }, (_, seed) => randomPerson(seed));
const OF_PEOPLE = [...CATALOGUE.values()].filter(({ shares }) => shares !== undefined);

function figureOf(definition: IndicatorDefinition, scope: Scope): Figure {
  const tally = newTally([definition], scope, definition.dimensions);
  for (const facts of PEOPLE) tally.add(facts);
  return figuresOf([definition], tally.cells)[0] as Figure;
}

function sumFor(definition: IndicatorDefinition, scope: Scope): ReturnType<typeof sumOf> {
  const collector = rowCollector(definition, scope);
  for (const facts of PEOPLE) collector.add(facts);
  const { rows, people } = collector.collected();
  return sumOf(rows, people);
}

describe('the rows behind a figure', () => {
  it.each(OF_PEOPLE.map((definition) => [definition.code, definition] as const))('add up to it and to each of its parts: %s', (_, definition) => {
    for (const centreIds of [CENTRES, [CENTRES[0] as string]]) {
      const scope = { centreIds, period: MIDDLE };
      const { total, by } = figureOf(definition, scope);
      expect(sumFor(definition, scope)).toEqual(total);
      for (const [dimension, parts] of Object.entries(by)) {
        for (const { value, cell } of parts) expect([dimension, value, sumFor(definition, { ...scope, slice: { [dimension]: value } as Slice })]).toEqual([dimension, value, cell]);
      }
    }
  });

  it('of made-up people are there for nearly all indicators', () => {
    const empty = OF_PEOPLE.filter((definition) => sumFor(definition, { centreIds: CENTRES, period: MIDDLE }).people === 0);
    expect(empty.map(({ code }) => code)).toEqual([]);
  });

  it('are one for each person or record that counts once, and one for each session of registers', () => {
    const rowsOf = (code: string): number => {
      const collector = rowCollector(CATALOGUE.get(code) as IndicatorDefinition, { centreIds: CENTRES, period: MIDDLE });
      for (const facts of PEOPLE) collector.add(facts);
      return collector.collected().rows.length;
    };
    const total = (code: string): Figure['total'] => figureOf(CATALOGUE.get(code) as IndicatorDefinition, { centreIds: CENTRES, period: MIDDLE }).total;
    expect(rowsOf('people-trained')).toBe(total('people-trained').value);
    expect(rowsOf('women-share')).toBe(total('women-share').of);
    expect(rowsOf('participations')).toBe(total('participations').value);
    expect(rowsOf('civic-actions')).toBe(total('civic-actions').value);
    expect(rowsOf('attendance')).toBeLessThan(total('attendance').of);
  });

  it('are looked at all, or as far as they count above or only below the line', () => {
    const rows = [1, 0, 2].map((value, index) => ({ key: String(index), personId: null, records: [], value, of: 2, people: 1 }));
    expect((['all', 'yes', 'no'] as const).map((counts) => rowsThatCount(rows, counts).map(({ key }) => key))).toEqual([['0', '1', '2'], ['0', '2'], ['1']]);
  });
});
