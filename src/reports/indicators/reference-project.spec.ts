import { REFERENCE, REFERENCE_CENTRES, referenceProject } from '../../../test/reports/reference-project.js';
import { CATALOGUE } from './catalogue.js';
import { type Cell, DIMENSIONS, type Figure, type Slice } from './indicator.js';
import { saidValue } from './said.js';
import { figuresOf, newTally } from './tally.js';

const definitions = [...CATALOGUE.values()];

function figures(slice?: Slice): Map<string, Figure> {
  const tally = newTally(definitions, { centreIds: REFERENCE_CENTRES, period: REFERENCE, slice }, DIMENSIONS);
  for (const person of referenceProject()) tally.add(person);
  return new Map(figuresOf(definitions, tally.cells).map((figure) => [figure.code, figure]));
}

describe('the figures of the reference project', () => {
  const all = figures();
  const said = (code: string, cell: Cell | undefined = all.get(code)?.total): number | null => saidValue(CATALOGUE.get(code) ?? { form: 'count' }, cell ?? { value: 0, of: 0 });
  const part = (code: string, dimension: 'course' | 'kind' | 'centre', value: string): Cell | undefined => all.get(code)?.by[dimension]?.find((one) => one.value === value)?.cell;

  it('are 623 leaders trained, each once, and at both centres together', () => {
    expect(said('leaders-trained')).toBe(623);
    expect(part('people-trained', 'kind', 'leader')?.value).toBe(623);
    expect(REFERENCE_CENTRES.map((centre) => part('leaders-trained', 'centre', centre)?.value)).toEqual([312, 311]);
  });

  it('are 64% of attendance in course 1, and 36% in course 2', () => {
    expect(said('attendance', part('attendance', 'course', '1'))).toBe(64);
    expect(said('attendance', part('attendance', 'course', '2'))).toBe(36);
    expect(said('attendance', figures({ course: '2' }).get('attendance')?.total)).toBe(36);
  });

  it('are 81% leaders among those who completed', () => {
    expect(all.get('leaders-among-graduates')?.total).toEqual({ value: 405, of: 500, people: 500 });
    expect(said('leaders-among-graduates')).toBe(81);
  });

  it('tell people from participations', () => expect([said('people-trained'), said('participations')]).toEqual([770, 1_070]));

  it('follow the path to its end', () => {
    expect(['registered', 'diagnosed', 'placed', 'grouped', 'came', 'completed-1', 'came-2', 'acted'].map((step) => all.get(`path-${step}`)?.total.value)).toEqual([770, 770, 770, 770, 770, 500, 300, 0]);
  });
});
