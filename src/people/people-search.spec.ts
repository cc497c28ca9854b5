import fc from 'fast-check';
import { ENGINES, openTestDatabase, type TestDatabase } from '../../test/helpers/databases.js';
import { newId } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';
import { organisationsFound, organisationsQuery, peopleSearchCondition, peopleSearchRank, readPeopleQuery, searchWordsOf } from './people-search.js';
import { searchNameOf } from './person-names.js';

describe('readPeopleQuery', () => {
  it.each([
    ['', 'nothing', []],
    ['   ', 'nothing', []],
    [' . ', 'signs', ['.']],
    ['%_', 'signs', ['%_']],
    ['Huam', 'words', ['huam']],
    ['ana QUIS', 'words', ['quis', 'ana']],
    ['Ñahui', 'words', ['nahui']],
    ['de la Cruz', 'words', ['cruz']],
    ['de', 'words', ['de']],
    ['quispe quispe', 'words', ['quispe']],
    ['quispe, ana', 'words', ['quispe', 'ana']],
    ['0766', 'number', ['0766']],
    ['0766 1234', 'number', ['07661234']],
    ['987 65', 'number', ['98765']],
    ['+51 987 654 321', 'number', ['987654321']],
    ['51987654', 'number', ['51987654']],
    ['51987654321', 'number', ['987654321']],
    ['0403-2020', 'register', ['0403', '2020']],
    ['0403-2020-RUOS', 'register', ['0403', '2020']],
    ['quispe 7', 'words', ['quispe', '7']],
    ["100% o' _", 'words', ['100', 'o']],
  ])('%s', (text, kind, tokens) => {
    expect(readPeopleQuery(text)).toEqual({ kind, tokens });
  });
});

const PEOPLE = [
  { surnames: 'Huamán Quispe', givenNames: 'Ana', dni: '07661234', phone: '987654321', organisations: [{ name: 'Comedor Popular Oasis de Villa', registerNumber: '0403-2020-RUOS' }] },
  { surnames: 'De la Cruz Ñahui', givenNames: 'Huayta', dni: null, phone: null, organisations: [] },
  { surnames: 'Quispe Zúñiga', givenNames: 'Ana María', dni: '41234567', phone: '912345678', organisations: [{ name: 'Vaso de Leche Los Jazmines', registerNumber: null }] },
  { surnames: 'Tello Abanto', givenNames: 'Inés', dni: '06085055', phone: null, organisations: [{ name: 'Comedor Vista Alegre', registerNumber: null }] },
  { surnames: 'Tello Vilca', givenNames: 'Rosa', dni: null, phone: null, organisations: [] },
];

describe('searchWordsOf', () => {
  it('keeps names and numbers without the small words', () => {
    expect(searchWordsOf(PEOPLE[0] as (typeof PEOPLE)[0])).toEqual(['huaman', 'quispe', 'ana', '07661234', '987654321']);
    expect(searchWordsOf(PEOPLE[1] as (typeof PEOPLE)[1])).toEqual(['cruz', 'nahui', 'huayta']);
  });
});

describe.each(ENGINES)('searching people on %s', (engine) => {
  let database: TestDatabase;
  const centre = newId();

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const runner = database.dataSource.createQueryRunner();
    const outsider = { ...PEOPLE[0] as (typeof PEOPLE)[0], dni: '70000000', surnames: 'Huamán Lejos' };
    await runner.startTransaction();
    await runner.query("INSERT INTO centres (id, name, short_name, district, created_at) VALUES (?, 'A', 'A', 'A', 0)", [centre]);
    for (const [index, person] of [...PEOPLE, outsider].entries()) {
      const id = newId();
      await runner.query('INSERT INTO persons (id, surnames, given_names, search_name, dni, dni_pending, created_at, version) VALUES (?, ?, ?, ?, ?, 0, 0, 1)',
        [id, person.surnames, person.givenNames, searchNameOf(person), person.dni]);
      for (const word of searchWordsOf(person)) {
        await runner.query('INSERT INTO person_search_words (centre_id, word, person_id) VALUES (?, ?, ?)', [index < PEOPLE.length ? centre : newId(), word, id]);
      }
      for (const { name, registerNumber } of index < PEOPLE.length ? person.organisations : []) {
        const organisation = newId();
        await runner.query(
          "INSERT INTO organisations (id, centre_id, register_number, name, search_name, type, created_at) VALUES (?, ?, ?, ?, ?, 'other', 0)",
          [organisation, centre, registerNumber, name, searchable(name)]);
        await runner.query("INSERT INTO memberships (id, person_id, organisation_id, post, created_at) VALUES (?, ?, ?, 'member', 0)", [newId(), id, organisation]);
      }
    }
    await runner.commitTransaction();
    await runner.release();
  });

  afterAll(() => database.close());

  const find = async (text: string): Promise<string[]> => {
    const query = readPeopleQuery(text);
    const asked = organisationsQuery(query, centre);
    const organisations = organisationsFound(query, asked ? await database.dataSource.query(asked.sql, asked.params) : []);
    const where = peopleSearchCondition(query, organisations, centre, 'p.id') ?? { sql: '1 = 0', params: [] };
    const rank = peopleSearchRank(query, 'p.search_name');
    const rows: { surnames: string }[] = await database.dataSource.query(
      `SELECT p.surnames, ${rank.sql} AS place FROM persons p WHERE ${where.sql} ORDER BY place, p.search_name LIMIT 20`, [...rank.params, ...where.params]);
    return rows.map(({ surnames }) => surnames);
  };

  it.each([
    ['%', []],
    ['--', []],
    ['hua', ['Huamán Quispe', 'De la Cruz Ñahui']],
    ['quis', ['Quispe Zúñiga', 'Huamán Quispe']],
    ['ana quis', ['Quispe Zúñiga', 'Huamán Quispe']],
    ['ana mar', ['Quispe Zúñiga']],
    ['ñahui', ['De la Cruz Ñahui']],
    ['de la cruz', ['De la Cruz Ñahui']],
    ['0766', ['Huamán Quispe']],
    ['987 654', ['Huamán Quispe']],
    ['+51 912345678', ['Quispe Zúñiga']],
    ['oasis', ['Huamán Quispe']],
    ['quispe jazm', ['Quispe Zúñiga']],
    ['0403-2020', ['Huamán Quispe']],
    ['0403', ['Huamán Quispe']],
    // All of it in her name goes before a part of it in her organisation's.
    ['tello v', ['Tello Vilca', 'Tello Abanto']],
    // A list had the DNI without its first zero.
    ['6085055', ['Tello Abanto']],
    ['lejos', []],
    ['%oasis_', ['Huamán Quispe']],
  ])('%s', async (text, surnames) => {
    expect(await find(text)).toEqual(surnames);
  });

  it('finds a person by any beginning of any of her words', async () => {
    const anyone = fc.constantFrom(...PEOPLE);
    await fc.assert(fc.asyncProperty(anyone, fc.nat(), fc.integer({ min: 1, max: 12 }), async (person, which, letters) => {
      const words = `${person.surnames} ${person.givenNames}`.split(' ').filter((word) => searchable(word).length > 2);
      const typed = (words[which % words.length] as string).slice(0, letters);
      expect(await find(typed)).toContain(person.surnames);
    }), { numRuns: 30 });
  });
});
