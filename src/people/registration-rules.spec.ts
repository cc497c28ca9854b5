import type { PersonFields } from './person-fields.js';
import { dniRefusals, doublesAmong, registrationRefusals, type Registration } from './registration-rules.js';

const person = (more: Partial<PersonFields> = {}): PersonFields => ({
  surnames: 'Huamán Quispe', givenNames: 'Ana María', dni: '45678912', dniPending: false, birthDate: '1980-05-02', birthYear: 1980,
  sex: 'female', motherTongue: null, phone: null, email: null, ...more,
});

describe('a DNI that somebody has already', () => {
  it.each<[string, { here?: boolean; link?: boolean; holder?: Partial<PersonFields> }, [string, string] | null]>([
    ['is refused where she is of the centre', { here: true }, ['dni', 'dni-taken']],
    ['is refused where she is of the centre, though the clerk would link', { here: true, link: true }, ['dni', 'dni-taken']],
    ['asks first whether to link', {}, ['link', 'link-first']],
    ['links where the clerk has confirmed it', { link: true }, null],
    ['links names in another order', { link: true, holder: { surnames: 'Quispe Huamán' } }, null],
    ['says nothing of somebody with another name', { link: true, holder: { givenNames: 'Rosa' } }, ['dni', 'dni-elsewhere']],
    ['says nothing of somebody with a like name', { link: true, holder: { surnames: 'Guamán Quispe' } }, ['dni', 'dni-elsewhere']],
    ['says nothing of somebody born in another year', { link: true, holder: { birthYear: 1981, birthDate: null } }, ['dni', 'dni-elsewhere']],
    ['says nothing of somebody whose year nobody knows', { link: true, holder: { birthYear: null, birthDate: null } }, ['dni', 'dni-elsewhere']],
  ])('%s', (_name, { here = false, link = false, holder = {} }, refused) => {
    const expected = refused ? [{ field: refused[0], reason: `people:refusals.${refused[1]}` }] : [];
    expect(dniRefusals({ ...person(holder), id: 'p', here }, person(), { link })).toEqual(expected);
  });

  it('is not hers by a year that was not typed', () => {
    const unknown = { birthYear: null, birthDate: null };
    expect(dniRefusals({ ...person(unknown), id: 'p', here: false }, person(unknown), { link: true })).toEqual([{ field: 'dni', reason: 'people:refusals.dni-elsewhere' }]);
  });
});

it.each<[string, Partial<PersonFields>, Partial<PersonFields>, boolean]>([
  ['the same name and year', {}, {}, true],
  ['the same name in another order', { surnames: 'Quispe Huamán' }, {}, true],
  ['the same name, another year', { birthYear: 1981 }, {}, false],
  ['the same name, whose year nobody knows', { birthYear: null }, {}, true],
  ['the same name, typed without a year', {}, { birthYear: null }, true],
  ['a like name of the same year', { surnames: 'Guamán Quispe' }, {}, true],
  ['a like name of another year', { surnames: 'Guamán Quispe', birthYear: 1981 }, {}, false],
  ['a like name, whose year nobody knows', { surnames: 'Guamán Quispe', birthYear: null }, {}, false],
  ['a like name, both without a year', { surnames: 'Guamán Quispe', birthYear: null }, { birthYear: null }, false],
  ['another name of the same year', { surnames: 'Mamani Poma', givenNames: 'Luz' }, {}, false],
  ['the same name and year with another DNI', { dni: '12345678' }, {}, false],
  ['the same name and year without a DNI', { dni: null }, {}, true],
  ['the same name and year, typed without a DNI', {}, { dni: null }, true],
])('she may be one of those who are here: %s', (_name, here, typed, found) => {
  const known = { ...person(here), id: 'p' };
  expect(doublesAmong([known], person(typed))).toEqual(found ? [known] : []);
});

it.each<[string, Partial<Registration>, string[]]>([
  ['with nothing beside her', {}, []],
  ['with a post and a consent of today', {
    memberships: [{ organisationId: 'o', post: 'member', board: false, since: '2026-11-23', until: null }], consent: { textVersion: '1', givenOn: '2026-11-23', how: 'signed', covers: [] },
  }, []],
  ['with both of tomorrow', {
    memberships: [{ organisationId: 'o', post: 'member', board: false, since: '2026-11-24', until: null }], consent: { textVersion: '1', givenOn: '2026-11-24', how: 'signed', covers: [] },
  }, ['organisations:refusals.since-future', 'people:refusals.consent-future']],
])('registers somebody %s', (_name, more, reasons) => {
  const asked: Registration = { person: person(), learner: { kind: 'member', availability: null, computerUse: null }, memberships: [], consent: null, ...more };
  expect(registrationRefusals(asked, '2026-11-23').map(({ reason }) => reason)).toEqual(reasons);
});
