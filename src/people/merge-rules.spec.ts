import fc from 'fast-check';
import { mergeLearners, mergePeople, mergeRefusals, type MergeField } from './merge-rules.js';
import type { PersonFields } from './person-fields.js';
import { richerName, richerSpelling } from './richer-text.js';

const BLANK: PersonFields = {
  surnames: 'Huamán Quispe', givenNames: 'Ana', dni: null, dniPending: false, birthDate: null, birthYear: null,
  sex: null, motherTongue: null, phone: null, email: null,
};

describe('mergePeople', () => {
  it.each<[string, Partial<PersonFields>, Partial<PersonFields>, Partial<PersonFields>, MergeField[]]>([
    ['blank gives place to filled', {}, { phone: '987654321', email: 'a@x.pe', sex: 'female' }, { phone: '987654321', email: 'a@x.pe', sex: 'female' }, []],
    ['filled stays beside blank', { motherTongue: 'quechua' }, {}, { motherTongue: 'quechua' }, []],
    ['the spelling with accents wins', { surnames: 'Huaman Quispe' }, {}, { surnames: 'Huamán Quispe' }, []],
    ['a pending DNI gives place to the number', { dniPending: true }, { dni: '07661234' }, { dni: '07661234', dniPending: false }, []],
    ['a number stays beside a pending one', { dni: '07661234' }, { dniPending: true }, { dni: '07661234', dniPending: false }, []],
    ['pending beside nothing', {}, { dniPending: true }, { dni: null, dniPending: true }, []],
    ['two DNIs', { dni: '07661234' }, { dni: '41234567' }, { dni: '07661234' }, ['dni']],
    ['a day beside its year', { birthYear: 1967 }, { birthDate: '1967-01-04', birthYear: 1967 }, { birthDate: '1967-01-04', birthYear: 1967 }, []],
    ['two years', { birthYear: 1967 }, { birthYear: 1968 }, { birthYear: 1967 }, ['birth']],
    ['two days', { birthDate: '1967-01-04', birthYear: 1967 }, { birthDate: '1967-04-01', birthYear: 1967 }, { birthDate: '1967-01-04' }, ['birth']],
    ['said beside not said', { sex: 'undisclosed' }, { sex: 'female' }, { sex: 'female' }, []],
    ['two phones', { phone: '987654321' }, { phone: '912345678' }, { phone: '987654321' }, ['phone']],
    ['two names', {}, { givenNames: 'Ana María' }, { givenNames: 'Ana' }, ['name']],
  ])('%s', (_, kept, merged, values, conflicts) => {
    const merge = mergePeople({ ...BLANK, ...kept }, { ...BLANK, ...merged });
    expect(merge.values).toMatchObject(values);
    expect(merge.conflicts).toEqual(conflicts);
    expect(merge.open).toEqual(conflicts);
  });

  it('does as was chosen', () => {
    const merge = mergePeople({ ...BLANK, dni: '07661234', phone: '987654321' }, { ...BLANK, dni: '41234567', phone: '912345678' }, { dni: 'merged' });
    expect(merge.values).toMatchObject({ dni: '41234567', phone: '987654321' });
    expect(merge.open).toEqual(['phone']);
  });

  it('is the record itself when it meets its equal, and never loses what one side alone knows', () => {
    const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: null });
    const record: fc.Arbitrary<PersonFields> = fc.record({
      surnames: fc.constantFrom('Huamán Quispe', 'Huaman Quispe'), givenNames: fc.constantFrom('Ana', 'Eva'),
      dni: maybe('07661234', '41234567'), dniPending: fc.constant(false), birthDate: fc.constant(null), birthYear: maybe(1967, 1968),
      sex: maybe('female', 'male', 'undisclosed'), motherTongue: maybe('quechua', 'spanish'), phone: maybe('987654321'), email: maybe('a@x.pe'),
    }) as fc.Arbitrary<PersonFields>;
    fc.assert(fc.property(record, record, (a, b) => {
      expect(mergePeople(a, a)).toEqual({ values: a, conflicts: [], open: [] });
      const { values } = mergePeople(a, b);
      for (const column of ['dni', 'birthYear', 'sex', 'motherTongue', 'phone', 'email'] as const) {
        if (a[column] !== null || b[column] !== null) expect(values[column]).not.toBeNull();
      }
      expect(mergePeople(a, b).conflicts).toEqual(mergePeople(b, a).conflicts);
    }));
  });
});

it('merges participants of one centre', () => {
  expect(mergeLearners({ kind: 'member', availability: null, computerUse: 'never', access: null, registeredAt: 9 }, { kind: 'leader', availability: 7, computerUse: 'daily', access: 'own', registeredAt: 5 }))
    .toEqual({ kind: 'leader', availability: 7, computerUse: 'never', access: 'own', registeredAt: 5 });
});

it('says why two records cannot be merged', () => {
  const a = { id: 'a', mergedIntoId: null };
  expect(mergeRefusals(a, a, [])).toEqual([{ reason: 'people:refusals.merge-same' }]);
  expect(mergeRefusals(a, { id: 'b', mergedIntoId: 'c' }, [])).toEqual([{ reason: 'people:refusals.merge-gone' }]);
  expect(mergeRefusals(a, { id: 'b', mergedIntoId: null }, ['dni'])).toEqual([{ field: 'dni', reason: 'people:refusals.merge-choice' }]);
  expect(mergeRefusals(a, { id: 'b', mergedIntoId: null }, [])).toEqual([]);
});

describe('richer spellings', () => {
  it.each([['Diaz', 'Díaz', 'Díaz'], ['Díaz', 'Diaz', 'Díaz'], ['Díaz', 'Dias', 'Díaz'], ['NUNEZ', 'Núñez', 'Núñez'], ['Ana', 'ANA', 'Ana']])('%s and %s: %s', (a, b, expected) => {
    expect(richerSpelling(a, b)).toBe(expected);
  });

  it('keeps the cut of the fuller name', () => {
    expect(richerName({ surnames: 'Zuniga', givenNames: 'Nunez Irma' }, { surnames: 'Zúñiga Núñez', givenNames: 'Irma' }))
      .toEqual({ surnames: 'Zúñiga Núñez', givenNames: 'Irma' });
  });
});
