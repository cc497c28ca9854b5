import fc from 'fast-check';
import { seededRandom } from '../shared/kernel/random.js';
import type { PossibleDouble } from './duplicates.js';
import { findDuplicates } from './duplicates.js';
import { likeness } from './like-names.js';
import { nameTokens } from './person-names.js';

const tokens = (name: string) => {
  const [surnames = '', givenNames = ''] = name.split(', ');
  return nameTokens({ surnames, givenNames });
};

describe('likeness', () => {
  it.each([
    ['Huamán Quispe, Ana', 'HUAMAN QUISPE, ANA', 'same'],
    ['Huamán Quispe, Ana', 'Quispe Huamán, Ana', 'same'],
    ['Huamán Quispe, Ana', 'Guamán Quispe, Ana', 'like'],
    ['Huamán Quispe, Ana', 'Huamán Quipse, Ana', 'like'],
    ['Huamán Quispe, Ana', 'Huamán Quispe, Ana María', 'like'],
    ['De la Cruz Quispe, Ana', 'Cruz Quispe, Ana', 'same'],
    ['Zúñiga Ñaupari, Yesenia Flor', 'Suniga Naupary, Yesenia Flor', 'like'],
    ['Zúñiga Ñaupari, Yesenia', 'Suniga Naupary, Yesenia', 'other'],
    ['Quispe, Yesenia', 'Quispe, Yessenia', 'like'],
    ['Huamán Quispe, Ana', 'Huamán Quispe, Eva', 'other'],
    ['Huamán Quispe, Ana', 'Huamán, Ana', 'other'],
    ['Huamán Quispe, Rosa', 'Huamán Quispe, Rita', 'other'],
    ['Mamani Poma, Luz', 'Condori Apaza, Luz', 'other'],
    ['Quispe, Ana', 'Mamani, Ana', 'other'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(likeness(tokens(a), tokens(b))).toBe(expected);
    expect(likeness(tokens(b), tokens(a))).toBe(expected);
  });
});

describe('findDuplicates', () => {
  const person = (id: string, more: Partial<PossibleDouble> = {}): PossibleDouble => ({
    id, surnames: 'Huamán Quispe', givenNames: 'Ana', dni: null, birthDate: null, birthYear: 1967, ...more,
  });

  it.each<[string, Partial<PossibleDouble>, Partial<PossibleDouble>, string | null]>([
    ['the same DNI, whatever the names', { dni: '07661234' }, { dni: '07661234', givenNames: 'Zoila', surnames: 'Poma' }, 'same-dni'],
    ['the same name and year', {}, {}, 'same-name'],
    ['a like name and the same year', {}, { givenNames: 'Ana María' }, 'like-name'],
    ['another year', {}, { birthYear: 1968 }, null],
    ['the same name, one year unknown', {}, { birthYear: null }, 'same-name'],
    ['a like name, one year unknown', {}, { birthYear: null, givenNames: 'Ana María' }, null],
    ['other DNIs, the same day of birth', { dni: '07661234', birthDate: '1967-01-04' }, { dni: '07661243', birthDate: '1967-01-04' }, 'same-name'],
    ['other DNIs, another day of birth', { dni: '07661234', birthDate: '1967-01-04' }, { dni: '41234567', birthDate: '1967-05-09' }, null],
    ['one DNI, another day of birth', { dni: '07661234', birthDate: '1967-01-04' }, { birthDate: '1967-04-01' }, 'same-name'],
  ])('%s', async (_, a, b, why) => {
    expect(await findDuplicates([person('a', a), person('b', b)])).toEqual(why ? [{ first: 'a', second: 'b', why }] : []);
  });

  it('finds what comparing everybody with everybody finds', async () => {
    const surname = fc.constantFrom('Huamán', 'Guamán', 'Quispe', 'Quipse', 'Poma', 'Puma');
    const someone = fc.record({
      surnames: fc.tuple(surname, surname).map((both) => both.join(' ')),
      givenNames: fc.constantFrom('Ana', 'Ana María', 'Elena', 'Elenita', 'María'),
      birthYear: fc.constantFrom(1967, 1968, null),
    });
    await fc.assert(fc.asyncProperty(fc.array(someone, { maxLength: 12 }), async (list) => {
      const people = list.map((fields, index) => person(String(index), fields));
      const found = (await findDuplicates(people)).map(({ first, second }) => `${first}-${second}`).sort();
      const expected = people.flatMap((a, i) => people.slice(i + 1).filter((b) => {
        const near = likeness(nameTokens(a), nameTokens(b));
        const years = a.birthYear === b.birthYear && a.birthYear !== null;
        return near === 'same' ? years || a.birthYear === null || b.birthYear === null : near === 'like' && years;
      }).map((b) => `${a.id}-${b.id}`)).sort();
      expect(found).toEqual(expected);
    }));
  });

  it('looks through 10,000 people, and lets others have their turn meanwhile', async () => {
    const random = seededRandom(7);
    const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] as string;
    const syllables = ['hua', 'man', 'quis', 'pe', 'ma', 'ni', 'po', 'con', 'do', 'ri', 'in', 'ga'];
    const surnames = Array.from({ length: 60 }, (_, i) => pick(syllables) + pick(syllables) + pick(syllables) + String.fromCharCode(97 + (i % 26)));
    const people = Array.from({ length: 10_000 }, (_, index) => person(String(index), {
      surnames: `${pick(surnames)} ${pick(surnames)}`, givenNames: `${pick(surnames)} ${pick(surnames)}`,
      birthYear: 1940 + Math.floor(random() * 60),
    }));
    const before = Date.now();
    let turns = 0;
    const others = setInterval(() => { turns += 1; }, 1);
    await findDuplicates(people);
    clearInterval(others);
    expect(Date.now() - before).toBeLessThan(6_000);
    expect(turns).toBeGreaterThan(20);
  });
});
