import { saysNothing, vocabulary } from './vocabulary.js';

describe('vocabulary', () => {
  const colour = vocabulary({ red: 'rojo, colorado', dark_blue: 'azul oscuro', none: '' });

  it.each([
    ['ROJO', 'red'],
    ['colorado ', 'red'],
    ['Azul-Oscuro', 'dark_blue'],
    ['dark_blue', 'dark_blue'],
    ['verde', undefined],
    ['', undefined],
  ])('%s stands for %s', (text, code) => {
    expect(colour(text)).toBe(code);
  });

  it.each(['', ' ', '-', 'no tiene', 'NO TIENE', 's/n', 'N/A', 'ninguno'])('"%s" says nothing', (text) => {
    expect(saysNothing(text)).toBe(true);
  });

  it('takes anything else for an answer', () => {
    expect(saysNothing('987654321')).toBe(false);
  });
});
