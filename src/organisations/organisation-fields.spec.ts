import fc from 'fast-check';
import { mandateState, readMandateDate } from './mandates.js';
import { organisationSchema } from './organisation-fields.js';
import { readOrganisationName } from './organisation-names.js';
import { ORGANISATION_TYPES, organisationKey, readOrganisationType, typeInName } from './organisation-types.js';
import { readAddress, readDistrict, readSector, sectorOf } from './places.js';
import { POSTS, postKey, readPost } from './posts.js';
import { numberInsideName, readRegisterNumber } from './register-number.js';

const valueOf = (value: unknown) => ({ ok: true, value });
const refusedFor = (reason: string) => ({ ok: false, refusal: expect.objectContaining({ reason: `organisations:refusals.${reason}` }) });

describe('readRegisterNumber', () => {
  it.each([
    ['0403-2020-RUOS', '0403-2020-RUOS'],
    [' 403-2020-ruos ', '0403-2020-RUOS'],
    ['0403-2020', '0403-2020-RUOS'],
    ['0403 - 2020 - R.U.O.S.', '0403-2020-RUOS'],
    ['RUOS N° 0403-2020', '0403-2020-RUOS'],
    ['N° 0403-2020-RUOS', '0403-2020-RUOS'],
    ['', null],
    ['s/n', null],
  ])('%s', (text, number) => {
    expect(readRegisterNumber(text)).toEqual(valueOf(number));
  });

  it.each(['0403', '0403-20', '12345-2020-RUOS', '0403-2020-ABC', 'RUOS'])('refuses %s', (text) => {
    expect(readRegisterNumber(text)).toEqual(refusedFor('register-number-form'));
  });

  it('reads back its own form', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1990, max: 2040 }), (ordinal, year) => {
      const number = `${String(ordinal).padStart(4, '0')}-${year}-RUOS`;
      expect(readRegisterNumber(number)).toEqual(valueOf(number));
      expect(numberInsideName(`Comedor Oasis (${number})`)).toEqual({ name: 'Comedor Oasis', registerNumber: number });
    }));
  });

  it('leaves a name without a number alone', () => {
    expect(numberInsideName('Club de Madres 28 de Julio')).toEqual({ name: 'Club de Madres 28 de Julio', registerNumber: null });
  });
});

describe('types and names of organisations', () => {
  it.each([
    ['COMEDOR POPULAR', 'soup_kitchen'], ['Vaso De Leche', 'milk_committee'], ['JUNTA VECINAL', 'neighbours_board'], ['Club de madres', 'mothers_club'],
    ['ASENTAMIENTO HUMANO', 'settlement'], ['AA.HH.', 'settlement'], ['ASOCIACIÓN DE COMERCIANTES', 'traders'], ['ORGANIZACION JUVENIL', 'youth'],
    ['Gerencia', 'municipal_office'], ['Otra', 'other'], ['', null],
  ])('type %s: %s', (text, type) => {
    expect(readOrganisationType(text)).toEqual(valueOf(type));
  });

  it('reads every type by its own code, and refuses the unknown', () => {
    for (const type of ORGANISATION_TYPES) expect(readOrganisationType(type)).toEqual(valueOf(type));
    expect(readOrganisationType('cofradía')).toEqual(refusedFor('type-unknown'));
  });

  it.each([
    ['Comedor Popular Oasis de Villa', 'soup_kitchen'], ['comité de vaso de leche las américas', 'milk_committee'], ['AA.HH. El Brillante', 'settlement'],
    ['Subgerencia de Participación Vecinal', 'municipal_office'], ['Red de Mujeres', null],
  ])('the name %s tells %s', (name, type) => {
    expect(typeInName(name)).toBe(type);
  });

  it.each([
    ['COMEDOR POPULAR OASIS DE VILLA SECTOR 2 GRUPO 17 ', 'Comedor Popular Oasis de Villa Sector 2 Grupo 17'],
    ['asentamiento humano el brillante', 'Asentamiento Humano El Brillante'],
    ['CLUB DE MADRES 28 de Julio', 'Club de Madres 28 de Julio'],
    ['Vaso De Leche Los Jazmines', 'Vaso de Leche Los Jazmines'],
    ['ASOC. LOS ROSALES II ETAPA', 'Asoc. Los Rosales II Etapa'],
  ])('%s is written %s', (text, name) => {
    expect(readOrganisationName(text)).toEqual(valueOf(name));
  });

  it.each([['', 'name-missing'], ['123', 'name-missing'], ['Comedor 😀', 'name-pictures'], ['x'.repeat(161), 'name-length']])('refuses %s: %s', (text, reason) => {
    expect(readOrganisationName(text)).toEqual(refusedFor(reason));
  });

  it.each([
    ['ASENTAMIENTO HUMANO El Brillante', 'asentamiento humano el brillante'], ['AA.HH. El Brillante', 'asentamiento humano el brillante'],
    ['Comité del Vaso de Leche Las Américas', 'vaso de leche las americas'], ['Comedor Pop. Oasis', 'comedor popular oasis'],
  ])('%s is compared as %s', (name, key) => {
    expect(organisationKey(name)).toBe(key);
  });
});

describe('places', () => {
  it.each([
    ['V.E.S.', 'Villa El Salvador'], ['Villa el Salvador ', 'Villa El Salvador'], ['VILLA EL SALVADOR', 'Villa El Salvador'], ['VMT', 'Villa María del Triunfo'],
    ['Distrito de Lurin', 'Lurín'], ['LA VICTORIA', 'La Victoria'], ['', null],
  ])('district %s: %s', (text, district) => {
    expect(readDistrict(text)).toEqual(valueOf(district));
  });

  it.each([['7', '7'], ['Sector 7', '7'], ['SECTOR 07', '7'], ['7mo sector', '7'], ['Séptimo Sector', '7'], ['Lomo de Corvina', 'Lomo de Corvina'], ['', null]])(
    'sector %s: %s', (text, sector) => {
      expect(readSector(text)).toEqual(valueOf(sector));
    });

  it.each([
    ['Mz. H Lt. 25 Sector 4', 'Comedor Popular Villa Jardín Sector 7 Grupo 23', '4'],
    ['Mz. H Lt. 25', 'Comedor Popular Villa Jardín Sector 7 Grupo 23', '7'],
    [null, 'Club de Madres 28 de Julio', null],
  ])('%s of %s: %s', (address, name, sector) => {
    expect(sectorOf(address, name)).toBe(sector);
  });

  it('refuses what does not fit', () => {
    expect(readAddress('x'.repeat(161))).toEqual(refusedFor('too-long'));
    expect(readDistrict('x'.repeat(81))).toEqual(refusedFor('too-long'));
    expect(readSector('x'.repeat(21))).toEqual(refusedFor('too-long'));
  });
});

describe('mandates', () => {
  it.each([[null, 'unknown'], ['2026-03-15', 'ended'], ['2026-03-16', 'ending'], ['2026-05-15', 'ending'], ['2026-05-16', 'running']] as const)(
    'until %s: %s', (mandateEndsOn, state) => {
      expect(mandateState({ mandateEndsOn }, '2026-03-16')).toBe(state);
    });

  it('reads dates', () => {
    expect(readMandateDate('07/04/2020')).toEqual(valueOf('2020-04-07'));
    expect(readMandateDate('')).toEqual(valueOf(null));
    expect(readMandateDate('31/02/2020')).toEqual(refusedFor('date-impossible'));
  });
});

describe('posts', () => {
  it.each([
    ['PRESIDENTA', 'president', true, 'leader'], ['Presidente', 'president', true, 'leader'], ['Secretaria', 'secretary', true, 'leader'],
    ['TESORERA', 'treasurer', true, 'leader'], ['Vocal', 'board_member', true, 'leader'], ['Vocal 3', 'board_member', true, 'leader'],
    ['Coordinadora', 'coordinator', true, 'leader'], ['Delegado', 'delegate', false, 'leader'], ['Socia', 'member', false, 'member'],
    ['Presidenta del comité', 'president', true, 'leader'], ['Subgerente', 'deputy_manager', false, 'official'], ['', 'member', false, 'member'],
  ])('%s', (text, post, board, kind) => {
    expect(readPost(text)).toEqual({ post, known: true, board, kind });
  });

  it('keeps the words of a post that nobody foresaw', () => {
    expect(readPost('  Jardinera   mayor ')).toEqual({ post: 'Jardinera mayor', known: false, board: false, kind: 'member' });
    expect(postKey('Jardinera mayor', 'female')).toBeNull();
  });

  it('reads its own codes', () => {
    for (const post of Object.keys(POSTS)) expect(readPost(post)).toMatchObject({ post, known: true });
    expect(postKey('president', 'female')).toBe('organisations:posts.president.female');
    expect(postKey('president', null)).toBe('organisations:posts.president.any');
  });
});

describe('organisationSchema', () => {
  it('reads a row of the register', () => {
    expect(organisationSchema.parse({
      registerNumber: '0403-2020-RUOS', name: 'CLUB DE MADRES 28 de Julio', type: 'CLUB DE MADRES', address: 'Mz. A Lt. 24 Sector 1',
      district: 'V.E.S.', recognisedOn: '07/04/2020', mandateEndsOn: '23/01/2022',
    })).toEqual({
      registerNumber: '0403-2020-RUOS', name: 'Club de Madres 28 de Julio', type: 'mothers_club', sector: '1', district: 'Villa El Salvador',
      address: 'Mz. A Lt. 24 Sector 1', recognisedOn: '2020-04-07', mandateEndsOn: '2022-01-23',
    });
  });

  it('reads what is missing from the name', () => {
    expect(organisationSchema.parse({ name: 'COMEDOR POPULAR OASIS SECTOR 2 (763-2025-RUOS)' }))
      .toMatchObject({ registerNumber: '0763-2025-RUOS', name: 'Comedor Popular Oasis Sector 2', type: 'soup_kitchen', sector: '2' });
  });

  it('refuses a mandate that ends before the recognition', () => {
    const result = organisationSchema.safeParse({ name: 'Oasis', recognisedOn: '07/04/2020', mandateEndsOn: '23/01/2019' });
    expect(result.error?.issues).toMatchObject([{ path: ['mandateEndsOn'], message: 'organisations:refusals.mandate-before-recognition' }]);
  });
});
