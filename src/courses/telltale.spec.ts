import { readCourses } from './course-content.js';
import { telltaleIn } from './telltale.js';

describe('words that tell what a discreet module is about', () => {
  it.each([
    ['Taller contra la violencia', 'violencia'], ['VIOLENCIA familiar', 'VIOLENCIA'], ['Cómo reconocer a un agresor', 'agresor'], ['Mujeres víctimas', 'víctimas'],
    ['Línea 100 y más', 'Línea 100'], ['Buen trato, no al maltrato', 'maltrato'], ['El Centro Emergencia Mujer', 'Centro Emergencia Mujer'], ['En la comisaría', 'comisaría'],
    ['El acoso en redes', 'acoso'],
  ])('are found in %s', (text, word) => {
    expect(telltaleIn(text)).toBe(word);
  });

  it.each(['Equidad y confianza digital', 'Cuidar mis cuentas', 'Línea de tiempo de la organización', 'Participar en la comisión', 'Acostumbrarse al mouse', '😀 Ñandú'])('are not in %s', (text) => {
    expect(telltaleIn(text)).toBeNull();
  });

  it('are in nothing that Minka shows of such a module outside its lessons', () => {
    const discreet = readCourses().filter(({ modules }) => modules.some((module) => module.discreet));
    const seen = discreet.flatMap(({ title, aim, modules, files }) => [
      title, aim, ...modules.flatMap((module) => [module.title, module.aim, ...module.lessons.flatMap((lesson) => [lesson.title, lesson.aim])]),
      ...[...files.practices].map(([, source]) => (JSON.parse(source) as { title: string }).title), ...files.practices.keys(), ...files.pictures.keys(),
    ]);
    expect(seen.length).toBeGreaterThan(60);
    for (const text of seen) expect([text, telltaleIn(text)]).toEqual([text, null]);
  });
});
