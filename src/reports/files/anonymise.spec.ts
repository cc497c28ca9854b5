import fc from 'fast-check';
import { peopleFile, type PersonRow } from './person-rows.js';
import { ANY, anonymise, FEWEST_ALIKE, keyOf, KNOWN_BY, type KnownBy } from './anonymise.js';

const row = (sex: string, age: string, district: string, organisationType: string): KnownBy => ({ sex, age, district, organisationType });
const times = (count: number, one: KnownBy): KnownBy[] => Array.from({ length: count }, () => one);
const told = (rows: readonly KnownBy[]): string[] => [...new Set(rows.map((one) => KNOWN_BY.map((name) => one[name]).join(' ')))];

const [WOMAN, MAN] = [row('female', '60+', 'VES', 'soup_kitchen'), row('male', '25-40', 'VMT', 'youth')];

describe('the file of people', () => {
  const person = (index: number, more: Partial<PersonRow> = {}): PersonRow => ({
    ...WOMAN, personId: `p${index}`, level_first: 0, level_last: 2, course_1: 'completed', course_2: 'no', attendance: '80-100', coaching_hours: '1-2', acted: 0, ...more,
  } as PersonRow);
  const rowsOf = (rows: readonly PersonRow[]): string[][] => peopleFile(rows, (id) => id).trim().split('\r\n').slice(1).map((line) => line.split(';'));

  it('tells of who is alone with what others see of her way nothing that only the centre knows', () => {
    const rows = rowsOf([...Array.from({ length: 5 }, (_, index) => person(index)), person(5, { acted: 1 })]);
    expect(rows.map((row) => row.slice(5))).toEqual([
      ...Array.from({ length: 5 }, () => ['0', '2', 'completed', 'no', '80-100', '1-2', '0']), ['*', '*', 'completed', 'no', '*', '*', '1'],
    ]);
  });

  it('never tells it of fewer than five who are alike in all that others see', () => {
    const way = fc.record({ sex: fc.constantFrom('female', 'male'), course_1: fc.constantFrom('no', 'enrolled', 'completed'), course_2: fc.constantFrom('no', 'completed'), acted: fc.constantFrom(0, 1) });
    fc.assert(fc.property(fc.array(way, { maxLength: 60 }), (ways) => {
      const rows = rowsOf(ways.map((one, index) => person(index, one as Partial<PersonRow>)));
      const seen = (row: string[]): string => [1, 2, 3, 4, 7, 8, 11].map((column) => row[column]).join(' ');
      for (const row of rows) expect([row, row[5] === '*']).toEqual([row, rows.filter((other) => seen(other) === seen(row)).length < 5]);
    }));
  });
});

describe('rows of people', () => {
  it.each<[string, KnownBy[], string[]]>([
    ['who are five alike stay as they are', times(5, WOMAN), ['female 60+ VES soup_kitchen']],
    ['of fewer than five in all are not told', times(4, WOMAN), []],
    ['lose the organisation first', [...times(3, WOMAN), ...times(2, { ...WOMAN, organisationType: 'traders' })], ['female 60+ VES *']],
    ['then get broader ages', [...times(3, WOMAN), ...times(2, { ...WOMAN, age: '41-59' })], ['female 41+ VES *']],
    ['then lose the district', [...times(3, WOMAN), ...times(2, { ...WOMAN, district: 'Lurín' })], ['female 41+ * *']],
    ['then the age', [...times(3, WOMAN), ...times(2, { ...WOMAN, age: '12-18' })], ['female * * *']],
    ['then all', [...times(3, WOMAN), ...times(3, MAN)], ['* * * *']],
    ['draw the smallest group in where one alone is left', [...times(6, WOMAN), ...times(5, { ...WOMAN, district: 'Lurín' }), MAN], ['female 60+ VES soup_kitchen', '* * * *']],
    ['of an unknown age have no broader one', [...times(3, { ...WOMAN, age: 'unknown' }), ...times(2, { ...WOMAN, age: 'unknown', organisationType: 'traders' })], ['female unknown VES *']],
  ])('%s', (_, rows, expected) => {
    expect(told(anonymise(rows))).toEqual(expected);
  });

  const known = fc.record({
    sex: fc.constantFrom('female', 'male', 'other', 'unknown'), age: fc.constantFrom('12-18', '19-24', '25-40', '41-59', '60+', 'unknown'),
    district: fc.constantFrom('VES', 'VMT', 'Lurín'), organisationType: fc.constantFrom('soup_kitchen', 'youth', 'traders'),
  });

  it('never single out fewer than five, lose nobody, say nothing false, and are the same in any order', () => {
    fc.assert(fc.property(fc.array(known, { maxLength: 60 }), fc.integer({ min: 2, max: FEWEST_ALIKE }), (plain, fewest) => {
      const rows = plain.map((one, id) => ({ ...one, id }));
      const result = anonymise(rows, fewest);
      expect(result.map(({ id }) => id)).toEqual(rows.length < fewest ? [] : rows.map(({ id }) => id));
      const sizes = new Map<string, number>();
      for (const one of result) sizes.set(keyOf(one), (sizes.get(keyOf(one)) ?? 0) + 1);
      expect([...sizes.values()].every((size) => size >= fewest)).toBe(true);
      for (const one of result) {
        const own = rows[one.id] as KnownBy;
        for (const name of KNOWN_BY) expect([own[name], ANY, ...name === 'age' ? [['12-18', '19-24', '25-40'].includes(own.age) ? '6-40' : '41+'] : []]).toContain(one[name]);
      }
      const backwards = anonymise(rows.toReversed(), fewest).toReversed();
      expect(told(backwards).sort()).toEqual(told(result).sort());
    }));
  });
});
