import { readCourses } from '../courses/course-content.js';
import { readPractice } from '../courses/practice-content.js';
import { touchNote } from './touch-notes.js';

describe('touchNote', () => {
  it.each([
    ['Mueva el mouse despacio.', 'computer'],
    ['Toque **Enter** una vez.', 'computer'],
    ['Use la tecla de borrar y haga clic.', 'computer'],
    ['Apriete el botón derecho.', 'computer'],
    ['Haga clic en «Buscar».', 'click'],
    ['Arrastre la foto a su carpeta.', 'click'],
    ['Son dos clics seguidos.', 'click'],
    ['Lea el aviso y piense quién lo escribe.', null],
    ['Entre a la página y mire el centro de la pantalla.', null],
    ['Habló Clicerio sobre el tabú.', null],
  ])('%s: %s', (text, note) => {
    expect(touchNote(text)).toBe(note);
  });
});

/** What nobody can do with a finger, or does otherwise with one. */
const NOT_FOR_FINGERS = /\bclics?\b|\brueda\b|\balt gr\b|\bctrl\b|\btab\b|\bapriete\b|\bpinte\b|botón derecho sobre|flecha sobre/iu;

describe('a practice on a touch screen', () => {
  const practices = readCourses().flatMap(({ files }) => [...files.practices.values()]).flatMap((source) => {
    const read = readPractice(source);
    return 'practice' in read ? [read.practice] : [];
  });

  it('is told in words that fit a finger', () => {
    const told = practices.flatMap(({ code, intro, touch, tasks }) => [
      `${code}: ${touch ?? intro}`,
      ...tasks.flatMap((task) => [task.touch?.ask ?? task.ask, ...task.touch?.helps ?? task.helps, task.well].map((text) => `${code}: ${task.code}: ${String(text)}`)),
    ]);
    expect(told.length).toBeGreaterThan(500);
    // Its code may well be that of a click.
    expect(told.filter((text) => NOT_FOR_FINGERS.test(text.replace(/^(?:[a-z0-9-]+: )+/u, '')))).toEqual([]);
  });
});
