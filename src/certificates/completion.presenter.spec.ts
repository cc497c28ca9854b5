import { translator } from '../shared/web/i18n.js';
import { gainWords, ruleWords } from './completion.presenter.js';
import type { TestResult } from './endline.repository.js';

const t = translator('es');
const at = (level: TestResult['level'], theta: number): TestResult => ({ level, theta, deviation: 0.2 });

describe('what a course asks for', () => {
  it.each([
    [70, 60, /70 % de sus sesiones y terminar al menos el 60 %/u], [70, 0, /^Asistir al menos al 70 % de sus sesiones\. .*No se piden prácticas/u],
    [0, 60, /^Terminar al menos el 60 %.*No se pide asistencia/u], [0, 0, /^No se pide nada/u],
  ])('of %i and %i per cent', (attendanceShare, practiceShare, words) => {
    expect(ruleWords(t, { attendanceShare, practiceShare })).toMatch(words);
  });
});

describe('what a test before and one after show', () => {
  it.each([
    [at(0, -2), at(1, 0), 'De Primeros pasos a Inicial: hace más que antes'],
    [at(1, -1), at(1, 1), 'Sigue en Inicial, y hace más que antes'],
    [at(1, 0), at(1, 0.1), 'Sigue en Inicial, sin un cambio claro'],
    [at(2, 1), at(1, -1), 'De Básico a Inicial: le costó más que antes'],
  ])('%#', (before, after, words) => {
    expect(gainWords(t, { before, after })).toBe(words);
  });

  it('says what there is', () => {
    expect(gainWords(t, { before: at(1, 0), after: null })).toBeNull();
    expect(gainWords(t, { before: null, after: at(1, 0) })).toBe('Al final: Inicial. No hay prueba del comienzo.');
  });
});
