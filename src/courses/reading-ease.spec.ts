import { hardestSentence, readingEase, syllablesIn } from './reading-ease.js';

describe('syllables of a Spanish word', () => {
  it.each([
    ['sol', 1], ['mesa', 2], ['computadora', 5], ['mouse', 2], ['día', 2], ['radio', 2], ['país', 2], ['ciudad', 2], ['guía', 2],
    ['queso', 2], ['pingüino', 3], ['leer', 2], ['hoy', 1], ['y', 1], ['muy', 1], ['reunión', 2], ['Línea', 3], ['aéreo', 4], ['100', 3], ['ctrl', 1],
  ])('%s has %i', (word, count) => {
    expect(syllablesIn(word)).toBe(count);
  });
});

describe('reading ease', () => {
  it('follows the formula', () => {
    const { words, sentences, syllables, ease } = readingEase('Rosa abre la carta. La lee.');
    expect([words, sentences, syllables]).toEqual([6, 2, 10]);
    expect(ease).toBeCloseTo(206.84 - 60 * (10 / 6) - 1.02 * 3, 6);
  });

  it('is lower for long words in long sentences', () => {
    const plain = readingEase('Haga clic en el botón. Espere un poco. Lea lo que dice la pantalla.').ease;
    const heavy = readingEase('La implementación gubernamental de procedimientos administrativos simplificados posibilita transformaciones institucionales significativas').ease;
    expect(plain).toBeGreaterThan(80);
    expect(heavy).toBeLessThan(0);
  });

  it('takes a line for a sentence', () => {
    expect(readingEase('Uno\nDos\n\nTres').sentences).toBe(3);
  });

  it('names the sentence that is hardest', () => {
    expect(hardestSentence('Haga clic en el botón verde. La implementación gubernamental de procedimientos administrativos. Espere.')?.sentence)
      .toBe('La implementación gubernamental de procedimientos administrativos.');
    expect(hardestSentence('Lea. Espere.')).toBeNull();
  });
});
