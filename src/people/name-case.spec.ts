import fc from 'fast-check';
import { tidyCase } from './name-case.js';

describe('tidyCase', () => {
  it.each([
    ['HUAMÁN DE LA CRUZ', 'Huamán de la Cruz'],
    ['DE LA CRUZ QUISPE', 'De la Cruz Quispe'],
    ['huamán quispe', 'Huamán Quispe'],
    ['MARÍA DEL CARMEN', 'María del Carmen'],
    ['ORTEGA Y GASSET', 'Ortega y Gasset'],
    ['Quispe De La Cruz', 'Quispe de la Cruz'],
    ['McGregor', 'McGregor'],
    ['ÑAHUI ÁVILA', 'Ñahui Ávila'],
    ["D'ANGELO PÉREZ-GIL", "D'Angelo Pérez-Gil"],
    ['ANA E. QUISPE', 'Ana E. Quispe'],
    ['Zona A', 'Zona A'],
    ['ASENTAMIENTO HUMANO II ETAPA', 'Asentamiento Humano II Etapa'],
    ['CLUB DE MADRES 28 de Julio', 'Club de Madres 28 de Julio'],
    ['Vaso De Leche Los Jazmines', 'Vaso de Leche Los Jazmines'],
    ['QUISPE LA ROSA', 'Quispe La Rosa'],
    ['SEÑOR DE LOS MILAGROS', 'Señor de los Milagros'],
    ['ZONA A', 'Zona A'],
    ['d.', 'D.'],
  ])('%s becomes %s', (text, expected) => {
    expect(tidyCase(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'e', 'I', 'V', 'ñ', 'Ñ', 'Á', 'y', '-', '.', "'"), minLength: 1, maxLength: 6 });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const once = tidyCase(words.join(' '));
      expect(tidyCase(once)).toBe(once);
    }));
  });
});
