import { canName, goingOn, tidy } from './text.js';

describe('tidying', () => {
  it.each([
    ['white space', '  Rosa \t\n  María ', 'Rosa María'],
    ['control characters', 'Ro\u0000sa\u0007 \u001bMaría\u009f', 'Rosa María'],
    ['marks that turn the direction', '\u202easoR\u202c \u2066X\u2069', 'asoR X'],
    ['what has no width', 'Ro\u200bsa\ufeff \u00adMaría', 'Rosa María'],
    ['half a character', 'Rosa\ud800', 'Rosa'],
    ['letters and their mark', 'Pen\u0303a', 'Peña'],
    ['a heap of marks', `Z${'\u0301'.repeat(90)}oila`, 'Ź\u0301oila'],
    ['another script', 'Nguyễn Thị', 'Nguyễn Thị'],
  ])('%s', (_, text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });
});

describe('a sentence after a colon', () => {
  it.each([['Enciende la PC', 'enciende la PC'], ['Órdenes claras', 'órdenes claras'], ['PC y mouse', 'PC y mouse'], ['ya', 'ya'], ['', '']])('%s', (text, goes) => {
    expect(goingOn(text)).toBe(goes);
  });
});

describe('what can be a name', () => {
  it.each(['Sala 1', '101', 'PC', 'ñ', '1.º piso', '2 de Mayo', '12-3'])('%s', (text) => {
    expect(canName(text)).toBe(true);
  });

  it.each(['31/02/2026', '2026-11-27', '1.1.26', '31 / 02 / 2026', '---', '¿?', ' . '])('not %s', (text) => {
    expect(canName(text)).toBe(false);
  });
});
