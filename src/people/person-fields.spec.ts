import fc from 'fast-check';
import { BANDS } from '../shared/kernel/availability.js';
import { formatBirth, readBirth } from './birth.js';
import { formatPhone, readEmail, readPhone, whatsappUrl } from './contact.js';
import { readDni } from './dni.js';
import { learnerSchema, personSchema } from './person-fields.js';
import { readComputerUse, readMotherTongue, readParticipantKind, readSex, sexLettersOf } from './person-words.js';

const TODAY = '2026-03-16';

const valueOf = (value: unknown) => ({ ok: true, value });
const refusedFor = (reason: string) => ({ ok: false, refusal: expect.objectContaining({ reason: `people:refusals.${reason}` }) });

describe('readDni', () => {
  it.each([
    ['07661234', { dni: '07661234', dniPending: false }],
    [' 07.661.234 ', { dni: '07661234', dniPending: false }],
    ['DNI: 07661234', { dni: '07661234', dniPending: false }],
    ['07661234-5', { dni: '07661234', dniPending: false }],
    ['EN TRÁMITE', { dni: null, dniPending: true }],
    ['en tramite', { dni: null, dniPending: true }],
    ['Trámite', { dni: null, dniPending: true }],
    ['', { dni: null, dniPending: false }],
    ['no tiene', { dni: null, dniPending: false }],
  ])('%s', (text, answer) => {
    expect(readDni(text)).toEqual(valueOf(answer));
  });

  it.each([['6085055', 'dni-length'], ['123456789', 'dni-length'], ['0766123A', 'dni-digits'], ['no sé', 'dni-digits'], ['00000000', 'dni-repeated']])(
    'refuses %s: %s', (text, reason) => {
      expect(readDni(text)).toEqual(refusedFor(reason));
    });
});

describe('readPhone', () => {
  it.each([
    ['987654321', '987654321'],
    ['+51 984379037', '984379037'],
    ['910 316 165', '910316165'],
    ['0051-987-654-321', '987654321'],
    ['51987654321', '987654321'],
    ['(01) 287-1234', '012871234'],
    ['287 1234', '012871234'],
    ['+51 1 287 1234', '012871234'],
    ['054 281234', '054281234'],
    ['no tiene', null],
    ['', null],
    ['-', null],
  ])('%s', (text, phone) => {
    expect(readPhone(text)).toEqual(valueOf(phone));
  });

  it.each([['98765432', 'phone-length'], ['9876543210', 'phone-length'], ['887654321', 'phone-length'], ['987 65A 321', 'phone-digits'],
    ['987654321 / 912345678', 'phone-length']])('refuses %s: %s', (text, reason) => {
    expect(readPhone(text)).toEqual(refusedFor(reason));
  });

  it('leads to WhatsApp for a mobile alone, with the words of the message safe in the address', () => {
    expect(whatsappUrl('987654321', '¿Viene & cuándo?')).toBe('https://wa.me/51987654321?text=%C2%BFViene%20%26%20cu%C3%A1ndo%3F');
    for (const phone of ['012871234', '', '51987654321', '98765432x']) expect(whatsappUrl(phone, 'Hola')).toBeNull();
  });

  it('reads back what formatPhone has written', () => {
    expect(formatPhone('987654321')).toBe('987 654 321');
    expect(formatPhone('012871234')).toBe('01 287 1234');
    const eight = fc.integer({ min: 1, max: 99_999_999 }).map((rest) => String(rest).padStart(8, '0'));
    fc.assert(fc.property(fc.constantFrom('9', '0'), eight, (first, rest) => {
      expect(readPhone(formatPhone(first + rest))).toEqual(valueOf(first + rest));
      expect(readPhone(`+51 9${rest}`)).toEqual(valueOf(`9${rest}`));
    }));
  });
});

describe('readEmail', () => {
  it.each([['Ana14@Example.org ', 'ana14@example.org'], ['mailto:a.b+c@x.pe', 'a.b+c@x.pe'], ['', null], ['no tiene', null]])('%s', (text, email) => {
    expect(readEmail(text)).toEqual(valueOf(email));
  });

  it.each(['ana', 'ana@', 'ana@x', 'a na@x.pe', 'a@b@c.pe', 'a,b@x.pe', `${'a'.repeat(250)}@x.pe`])('refuses %s', (text) => {
    expect(readEmail(text)).toEqual(refusedFor('email-form'));
  });
});

describe('readBirth', () => {
  it.each([
    ['04/01/1967', { birthDate: '1967-01-04', birthYear: 1967 }],
    ['4-1-1967', { birthDate: '1967-01-04', birthYear: 1967 }],
    ['1967-01-04', { birthDate: '1967-01-04', birthYear: 1967 }],
    ['04/01/1967 00:00:00', { birthDate: '1967-01-04', birthYear: 1967 }],
    ['1967', { birthDate: null, birthYear: 1967 }],
    ['', { birthDate: null, birthYear: null }],
    ['16/03/2020', { birthDate: '2020-03-16', birthYear: 2020 }],
    ['17/03/1915', { birthDate: '1915-03-17', birthYear: 1915 }],
  ])('%s', (text, birth) => {
    expect(readBirth(text, TODAY)).toEqual(valueOf(birth));
  });

  it.each([
    ['31/02/1980', 'birth-impossible'],
    ['1980-02-31', 'birth-impossible'],
    ['1890-01-01', 'birth-too-old'],
    ['12/12/2031', 'birth-future'],
    ['17/03/2026', 'birth-future'],
    ['2027', 'birth-future'],
    ['17/03/2020', 'birth-too-young'],
    ['2021', 'birth-too-young'],
    ['16/03/1915', 'birth-too-old'],
    ['04/01/67', 'birth-form'],
    ['hace mucho', 'birth-form'],
  ])('refuses %s: %s', (text, reason) => {
    expect(readBirth(text, TODAY)).toEqual(refusedFor(reason));
  });

  it('reads back what formatBirth has written', () => {
    const day = fc.date({ min: new Date('1920-01-01'), max: new Date('2019-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, fc.boolean(), (date, whole) => {
      const birth = { birthDate: whole ? date : null, birthYear: Number(date.slice(0, 4)) };
      expect(readBirth(formatBirth(birth), TODAY)).toEqual(valueOf(birth));
    }));
  });
});

describe('words about a person', () => {
  it.each([['F', 'female'], ['f', 'female'], ['Femenino', 'female'], ['MUJER', 'female'], ['M', 'male'], ['m', 'male'], ['Masculino', 'male'],
    ['HOMBRE', 'male'], ['no binario', 'other'], ['prefiere no decir', 'undisclosed'], ['', null]])('sex %s: %s', (text, sex) => {
    expect(readSex(text)).toEqual(valueOf(sex));
  });

  it('takes M for mujer in a list that says H for men', () => {
    expect(sexLettersOf(['H', 'M', 'M'])).toBe('h-m');
    expect(sexLettersOf(['F', 'M', 'Hombre'])).toBe('f-m');
    expect(readSex('M', 'h-m')).toEqual(valueOf('female'));
    expect(readSex('H', 'h-m')).toEqual(valueOf('male'));
  });

  it.each([['Quechua', 'quechua'], ['AIMARA', 'aymara'], ['castellano', 'spanish'], ['español', 'spanish'], ['', null]])('tongue %s: %s', (text, code) => {
    expect(readMotherTongue(text)).toEqual(valueOf(code));
  });

  it.each([['Nunca', 'never'], ['no', 'never'], ['Alguna vez', 'sometimes'], ['Cada semana', 'weekly'], ['Todos los días', 'daily'], ['', null]])(
    'computer %s: %s', (text, code) => {
      expect(readComputerUse(text)).toEqual(valueOf(code));
    });

  it('refuses words it does not know', () => {
    expect(readSex('azul')).toEqual(refusedFor('sex-unknown'));
    expect(readMotherTongue('klingon')).toEqual(refusedFor('mother-tongue-unknown'));
    expect(readComputerUse('tal vez')).toEqual(refusedFor('computer-use-unknown'));
    expect(readParticipantKind('rey')).toEqual(refusedFor('kind-unknown'));
  });
});

describe('personSchema', () => {
  const schema = personSchema({ today: TODAY });

  it('needs only the names', () => {
    expect(schema.parse({ surnames: 'HUAMÁN QUISPE', givenNames: 'ana' })).toEqual({
      surnames: 'Huamán Quispe', givenNames: 'Ana', dni: null, dniPending: false, birthDate: null, birthYear: null,
      sex: null, motherTongue: null, phone: null, email: null,
    });
  });

  it('takes a pending DNI from the box, unless a number was typed', () => {
    expect(schema.parse({ surnames: 'Q', givenNames: 'A', dniPending: 'yes' })).toMatchObject({ dni: null, dniPending: true });
    expect(schema.parse({ surnames: 'Q', givenNames: 'A', dni: '07661234', dniPending: 'yes' })).toMatchObject({ dni: '07661234', dniPending: false });
  });

  it('names every field that is wrong, with the key and its numbers', () => {
    const result = schema.safeParse({ surnames: '', givenNames: 'Ana', dni: '123', birth: '31/02/1980' });
    expect(result.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ['surnames', 'people:refusals.surnames-missing'], ['dni', 'people:refusals.dni-length'], ['birth', 'people:refusals.birth-impossible'],
    ]);
    expect(result.error?.issues[1]).toMatchObject({ params: { count: 3 } });
  });

  it('reads a participant from a form and from words', () => {
    expect(learnerSchema.parse({ kind: 'leader', availability: ['sat-morning', 'evenings'], computerUse: 'weekly' }))
      .toEqual({ kind: 'leader', availability: BANDS['sat-morning'] | BANDS.evenings, computerUse: 'weekly' });
    expect(learnerSchema.parse({ availability: 'Sábado mañana, noches', computerUse: 'Nunca' }))
      .toEqual({ kind: 'member', availability: BANDS['sat-morning'] | BANDS.evenings, computerUse: 'never' });
    expect(learnerSchema.parse({})).toEqual({ kind: 'member', availability: null, computerUse: null });
  });
});
