import fc from 'fast-check';
import { fieldsOf, mappingFor, mappingRefusals, matchColumns, readMapping } from './columns.js';

const PEOPLE = ['Apellidos y nombres', 'DNI', 'Sexo', 'Fecha de nacimiento', 'Celular', 'Correo', 'N° RUOS', 'Organización', 'Cargo', 'Disponibilidad',
  '¿Usa computadora?'];
const ORGANISATIONS = ['N° RUOS', 'Nombre de la organización', 'Tipo', 'Dirección', 'Distrito', 'Fecha de reconocimiento', 'Vigencia de la directiva'];

describe('matchColumns', () => {
  it('recognises a list of people', () => {
    expect(matchColumns(PEOPLE)).toEqual({
      kind: 'people',
      mapping: { fullName: 0, dni: 1, sex: 2, birth: 3, phone: 4, email: 5, registerNumber: 6, organisation: 7, post: 8, availability: 9, computerUse: 10 },
    });
  });

  it('recognises a list of organisations', () => {
    expect(matchColumns(ORGANISATIONS)).toEqual({
      kind: 'organisations',
      mapping: { registerNumber: 0, name: 1, type: 2, address: 3, district: 4, recognisedOn: 5, mandateEndsOn: 6 },
    });
  });

  it.each<[string[], string | null, object]>([
    [['APELLIDO PATERNO', 'Apellido materno', 'Nombres', 'Nº DNI'], 'people', { paternalSurname: 0, maternalSurname: 1, givenNames: 2, dni: 3 }],
    [['N°', 'Nombres y Apellidos', 'Género', 'Año de nacimiento'], 'people', { fullNameGivenFirst: 1, sex: 2, birth: 3 }],
    [['Nombre', 'Teléfono', 'Cargo'], 'people', { fullName: 0, phone: 1, post: 2 }],
    [['Apellidos', 'Nombre', 'E-mail'], 'people', { surnames: 0, givenNames: 1, email: 2 }],
    [['Apelidos y nombres', 'Celular (9 cifras)', 'Organizacon'], 'people', { fullName: 0, phone: 1, organisation: 2 }],
    [['Organización', 'RUOS', 'Tipo', 'Zona'], 'organisations', { name: 0, registerNumber: 1, type: 2, sector: 3 }],
    [['Surnames and given names', 'DNI', 'Mobile phone'], 'people', { fullName: 0, dni: 1, phone: 2 }],
    [['DNI', 'Celular'], null, { dni: 0, phone: 1 }],
    [['a', 'b'], null, {}],
    [['', ''], null, {}],
  ])('%j', (headings, kind, mapping) => {
    expect(matchColumns(headings)).toEqual({ kind, mapping });
  });

  it('gives each column to one field, whatever the headings', () => {
    const heading = fc.oneof(fc.constantFrom(...PEOPLE, ...ORGANISATIONS, 'Nombre', 'Celular', ''), fc.string({ maxLength: 12 }));
    fc.assert(fc.property(fc.array(heading, { maxLength: 14 }), (headings) => {
      const columns = Object.values(matchColumns(headings).mapping);
      expect(new Set(columns).size).toBe(columns.length);
      expect(columns.every((column) => column >= 0 && column < headings.length)).toBe(true);
    }));
  });
});

describe('a corrected mapping', () => {
  it('is read from the page', () => {
    expect(readMapping('people', { surnames: '0', givenNames: '2', dni: '', phone: 'x', unknown: '1' }, 3)).toEqual({ mapping: { surnames: 0, givenNames: 2 }, refusals: [] });
  });

  it.each([
    ['people', { dni: 0 }, [{ field: 'fullName', reason: 'imports:refusals.no-name-people' }]],
    ['people', { surnames: 0 }, [{ field: 'fullName', reason: 'imports:refusals.no-name-people' }]],
    ['organisations', {}, [{ field: 'name', reason: 'imports:refusals.no-name-organisations' }]],
    ['people', { fullName: 0, dni: 0 }, [{ field: 'dni', reason: 'imports:refusals.column-twice' }]],
    ['people', { fullName: 7 }, [{ field: 'fullName', reason: 'imports:refusals.column-gone' }]],
    ['people', { paternalSurname: 0, givenNames: 1 }, []],
  ] as const)('%s with %j', (kind, mapping, refusals) => {
    expect(mappingRefusals(kind, mapping, 3)).toEqual(refusals);
  });

  it('starts from what the other kind would read, when somebody says that it is the other kind', () => {
    expect(mappingFor('organisations', PEOPLE)).toEqual({ registerNumber: 6, name: 7 });
    expect(fieldsOf('organisations')[0]).toBe('registerNumber');
  });
});
