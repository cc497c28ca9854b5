import { personNamed, type NamedMember } from './representatives.js';

const PEOPLE: NamedMember[] = [
  { personId: 'ana', surnames: 'Quispe Huamán', givenNames: 'Ana María' }, { personId: 'luz', surnames: 'Ñahui Poma', givenNames: 'Luz' },
  { personId: 'rosa-1', surnames: 'Ramos Inga', givenNames: 'Rosa' }, { personId: 'rosa-2', surnames: 'Ramos Inga', givenNames: 'Rosa' },
  // She holds two posts of the organisation.
  { personId: 'luz', surnames: 'Ñahui Poma', givenNames: 'Luz' },
];

describe('a name in minutes means', () => {
  it.each<[string, string | null]>([
    ['Ana María Quispe Huamán', 'ana'], ['Quispe Huamán, Ana María', 'ana'], ['quispe huaman ana maria', 'ana'], ['  LUZ   ÑAHUI POMA ', 'luz'],
    ['Ana Quispe', null], ['Rosa Ramos Inga', null], ['Otra Persona', null], ['', null],
  ])('%j: %s', (name, personId) => {
    expect(personNamed(PEOPLE, name)).toBe(personId);
  });
});
