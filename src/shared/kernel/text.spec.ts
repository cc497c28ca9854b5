import { canLabel, canName, goingOn, tidy } from './text.js';

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
  it.each(['Sala 1', 'PC', 'ñ', '1.º piso', '2 de Mayo', '1A', '3M', 'A. H. 12 de Mayo', 'Mz. E Lt. 4'])('%s', (text) => {
    expect([canName(text), canLabel(text)]).toEqual([true, true]);
  });

  it.each(['101', '7', '12-3'])('%s names a room or a PC, nobody and nothing else', (text) => {
    expect([canName(text), canLabel(text)]).toEqual([false, true]);
  });

  it.each(['31/02/2026', '2026-11-27', '1.1.26', '31 / 02 / 2026', '---', '¿?', ' . ', '12345', '-1', '3.14', '1e308', '-1.5E+9', '0x1F', '0193f0a2-7c1e-7b11-9d2f-3a8f5f0c1d2e', '__proto__', 'a__b', 'NaN', 'null', 'undefined', '[object Object]'])('not %s', (text) => {
    expect([canName(text), canLabel(text)]).toEqual([false, false]);
  });
});
