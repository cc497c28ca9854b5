import fc from 'fast-check';
import { givenNamesFirst, nameTokens, readFullName, readGivenNames, searchNameOf, sortNameOf, surnamesFirst } from './person-names.js';

describe('readFullName', () => {
  it.each([
    ['Poma Poma, Luz Graciela', 'Poma Poma', 'Luz Graciela', true],
    ['VÁSQUEZ SULCA, Máximo', 'Vásquez Sulca', 'Máximo', true],
    ['CONDORI DIAZ, SIMON', 'Condori Diaz', 'Simon', true],
    ['  Quispe   Mamani ,  Ana ', 'Quispe Mamani', 'Ana', true],
    ['Huamán Quispe Ana', 'Huamán Quispe', 'Ana', true],
    ['TORRES RAMOS GLADYS JUANA', 'Torres Ramos', 'Gladys Juana', true],
    ['Quispe Yupanqui Felícitas Norma', 'Quispe Yupanqui', 'Felícitas Norma', true],
    ['HUAMÁN QUISPE Ana', 'Huamán Quispe', 'Ana', true],
    ['HUAMÁN Ana María', 'Huamán', 'Ana María', true],
    ['De la Cruz Quispe Ana', 'De la Cruz Quispe', 'Ana', true],
    ['QUISPE DE LA CRUZ MARÍA DEL CARMEN', 'Quispe de la Cruz', 'María del Carmen', true],
    ['San Martín Quispe Flor', 'San Martín Quispe', 'Flor', true],
    ['Ortega y Gasset Ruiz Pedro', 'Ortega y Gasset Ruiz', 'Pedro', true],
    ['Quispe Ana', 'Quispe', 'Ana', false],
    ['Ana María Huamán Quispe', 'Huamán Quispe', 'Ana María', false],
    ['Huamán Quispe Ana María Luz', 'Huamán Quispe', 'Ana María Luz', false],
    ['Huamán, Quispe, Ana', 'Huamán', 'Quispe Ana', false],
    ['﻿Huamán\u200b Quispe, Ana', 'Huamán Quispe', 'Ana', true],
  ])('%s', (text, surnames, givenNames, certain) => {
    expect(readFullName(text)).toEqual({ ok: true, value: { surnames, givenNames, certain } });
  });

  it.each([
    ['   ', 'people:refusals.name-missing'],
    ['', 'people:refusals.name-missing'],
    ['---', 'people:refusals.name-missing'],
    ['Quispe', 'people:refusals.given-names-missing'],
    ['Quispe Mamani,', 'people:refusals.given-names-missing'],
    [', Ana', 'people:refusals.surnames-missing'],
    ['Quispe Mamani, Ana 😀', 'people:refusals.name-pictures'],
    ['😀', 'people:refusals.name-pictures'],
    ['Quispe Mamani, Ana2', 'people:refusals.name-characters'],
    ['Quispe <b>, Ana', 'people:refusals.name-characters'],
    ['٣٤, Ana', 'people:refusals.name-characters'],
    ['., Ana', 'people:refusals.surnames-missing'],
    [`Quispe, ${'A'.repeat(300)}`, 'people:refusals.name-length'],
  ])('%s is refused', (text, reason) => {
    expect(readFullName(text)).toMatchObject({ ok: false, refusal: { reason } });
  });

  it.each([
    ['Ana María Huamán Quispe', 'Huamán Quispe', 'Ana María', true],
    ['Ana Huamán de la Cruz', 'Huamán de la Cruz', 'Ana', true],
    ['Ana Huamán', 'Huamán', 'Ana', false],
    ['Ana María Luz Huamán Quispe', 'Huamán Quispe', 'Ana María Luz', false],
    ['Huamán Quispe, Ana', 'Huamán Quispe', 'Ana', true],
  ])('%s, where given names come first', (text, surnames, givenNames, certain) => {
    expect(readFullName(text, 'given-first')).toEqual({ ok: true, value: { surnames, givenNames, certain } });
  });

  it('reads back what surnamesFirst has written', () => {
    const word = fc.constantFrom('Quispe', 'Ñahui', 'Huamán', "D'Angelo", 'Ana', 'María', 'de la Cruz', 'Pérez-Gil');
    const part = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ').replace(/^de/u, 'De'));
    fc.assert(fc.property(part, part, (surnames, givenNames) => {
      const name = { surnames, givenNames };
      expect(readFullName(surnamesFirst(name))).toEqual({ ok: true, value: { ...name, certain: true } });
    }));
  });
});

describe('names', () => {
  const ana = { surnames: 'De la Cruz Ñahui', givenNames: 'Ana María' };

  it('accepts a hundred letters and no more', () => {
    expect(readGivenNames('a'.repeat(100)).ok).toBe(true);
    expect(readGivenNames('a'.repeat(101)).ok).toBe(false);
  });

  it('are shown, searched and compared', () => {
    expect(surnamesFirst(ana)).toBe('De la Cruz Ñahui, Ana María');
    expect(givenNamesFirst(ana)).toBe('Ana María De la Cruz Ñahui');
    expect(searchNameOf(ana)).toBe('de la cruz nahui ana maria');
    expect(nameTokens(ana)).toEqual(['ana', 'cruz', 'maria', 'nahui']);
  });

  it('sort by code points as Spanish lists do', () => {
    const inOrder = [
      { surnames: 'Huamán', givenNames: 'Zoila' },
      { surnames: 'Huaman Quispe', givenNames: 'Ana' },
      { surnames: 'Huamaní Arango', givenNames: 'Ana' },
      { surnames: 'Núñez', givenNames: 'Ana' },
      { surnames: 'Nuñoa', givenNames: 'Ana' },
      { surnames: 'Ñahui', givenNames: 'Ana' },
      { surnames: 'Oré', givenNames: 'Ana' },
    ];
    expect(inOrder.map(sortNameOf).sort((a, b) => (a < b ? -1 : 1))).toEqual(inOrder.map(sortNameOf));
  });
});
